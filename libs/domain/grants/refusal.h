#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "decision/decision.h"

namespace debut::grants {

// The first reason against a step; nothing: the guard lets it pass.
using Refusal = std::optional<decision::Rejection>;

decision::Rejection Refuse(std::string_view reason, std::string explanation,
                           decision::RejectionMetadata metadata = {});
decision::Rejection RefuseNotFound(std::string_view reason, std::string explanation,
                                   decision::RejectionMetadata metadata = {});

}  // namespace debut::grants
