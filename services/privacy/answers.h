#pragma once

#include "debut/privacy/v1/privacy_service.pb.h"
#include "domain/privacy/same_texts.h"
#include "domain/privacy/subject_file.h"

// What the log knows of subjects, as messages; without any text.
namespace debut::privacy {

v1::Subject MessageOf(const SubjectFile& file);
v1::SealedField MessageOf(const Commitment& commitment);
v1::GetSubjectResponse::SameText MessageOf(const SameText& same);

}  // namespace debut::privacy
