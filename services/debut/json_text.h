#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace debut::cli {

// As deep as protobuf reads a message. What is deeper would take the program's stack: JSON is
// copied, written and compared by recursion.
inline constexpr int kJsonDepthMax = 100;

// JSON from outside. Discarded (is_discarded()): it is none, or is nested deeper than that.
nlohmann::json ParseJson(std::string_view text);

// JSON for outside, on one line. Texts from elsewhere that are not UTF-8 get U+FFFD in their place;
// dump() would throw.
std::string JsonLine(const nlohmann::json& json);

}  // namespace debut::cli
