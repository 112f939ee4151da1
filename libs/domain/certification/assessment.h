#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "debut/policy/v1/policy.pb.h"
#include "decision/decision.h"
#include "domain/certification/expert_interests.h"
#include "domain/certification/laboratory_file.h"
#include "domain/certification/product_file.h"
#include "domain/registry/party.h"

// By what a product is certified, and its level changed: the same rules, whose figures are the
// policy's. What is returned is the first reason why not, if there is one.
namespace debut::certification {

struct AssessmentFacts {
  const ProductFile& product;
  const registry::Party& maker;  // Complete.
  const LaboratoryFiles& laboratories;
  const ExpertInterests& interests;
  const policy::v1::CertificationRules& rules;

  // Whether the views were made with the laboratories and experts that the product has.
  bool KeysFit() const;
};

// Whether a party is the maker, or related to it on a date.
bool DependsOnMaker(const registry::Party& maker, const std::string& party_id, absl::CivilDay date);

// CERTIFIER_IS_SUBMITTER, CERTIFIER_IS_EXPERT.
std::optional<decision::Decision> RefusalOfCertifier(const ProductFile& product,
                                                     const std::string& by);

// EVIDENCE_MISSING: filed, and issued by `date`.
std::optional<decision::Decision> RefusalOfEvidence(const AssessmentFacts& facts, v1::Level level,
                                                    absl::CivilDay date);

// TEST_REPORTS_MISSING. A report counts if it was passed and issued by `date`, by a laboratory that
// was then accredited, not suspended, and independent of the maker: by what is known now.
std::optional<decision::Decision> RefusalOfReports(const AssessmentFacts& facts,
                                                   absl::CivilDay date);

// EXPERT_RECUSAL_PENDING, EXPERTS_TOO_FEW, EXPERTS_EVEN, EXPERT_SCORE_MISSING. An expert may depend
// on the maker neither when the assessment begins nor on `date`, when it is decided on.
std::optional<decision::Decision> RefusalOfExperts(const AssessmentFacts& facts,
                                                   absl::CivilDay date);

// SCORE_TOO_LOW, LEVEL_NOT_FOUND_BY_EXPERTS. Requires that all experts have scored.
std::optional<decision::Decision> RefusalOfScores(const AssessmentFacts& facts, v1::Level level);

// NOVELTY_NOT_FOUND_BY_EXPERTS. Requires that all experts have scored.
std::optional<decision::Decision> RefusalOfNovelty(const AssessmentFacts& facts);

}  // namespace debut::certification
