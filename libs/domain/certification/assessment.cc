#include "domain/certification/assessment.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "domain/certification/reasons.h"
#include "money/ratio.h"

namespace debut::certification {

using decision::Decision;
using decision::Reject;
using policy::v1::CertificationRules;

namespace {

bool Counts(const AssessmentFacts& facts, const TestReport& report, absl::CivilDay date) {
  if (!report.passed || report.issued_date > date) return false;
  if (report.laboratory_id.empty()) return true;
  const LaboratoryFile& laboratory = facts.laboratories.files.at(report.laboratory_id);
  return laboratory.AccreditedOn(facts.product.field, report.issued_date) &&
         laboratory.SuspensionOn(report.issued_date) == nullptr &&
         !DependsOnMaker(facts.maker, report.laboratory_id, facts.product.accepted_date);
}

// On which party an expert depends, that is the maker or related to it; empty: on none. An interest
// or relation that was recorded after the expert was assigned still spoils the assessment.
std::string PartyInConflict(const AssessmentFacts& facts, const std::string& expert_id,
                            const Expert& expert, absl::CivilDay decided_date) {
  for (const absl::CivilDay date : {facts.product.AssessmentDate(), decided_date}) {
    std::set<std::string> ids = facts.interests.PartyIdsOn(expert_id, date);
    if (!expert.employer_id.empty()) ids.insert(expert.employer_id);
    for (const std::string& id : ids) {
      if (DependsOnMaker(facts.maker, id, facts.product.accepted_date) ||
          DependsOnMaker(facts.maker, id, date)) {
        return id;
      }
    }
  }
  return "";
}

struct Votes {
  std::int64_t experts = 0;
  std::int64_t score_sum = 0;
  std::int64_t of_level = 0;
  std::int64_t of_novelty = 0;
};

Votes VotesOf(const ProductFile& product, v1::Level level) {
  Votes votes;
  for (const auto& [expert_id, expert] : product.experts) {
    if (expert.recused) continue;
    ++votes.experts;
    votes.score_sum += expert.score->score;
    if (expert.score->level == level) ++votes.of_level;
    if (expert.score->is_new) ++votes.of_novelty;
  }
  return votes;
}

// More than the share of the experts that the policy asks for; half of them where it is silent.
bool IsMajority(std::int64_t votes, std::int64_t experts, const CertificationRules& rules) {
  const auto& share = rules.level_share_above();
  const money::Ratio above = rules.has_level_share_above()
                                 ? money::Ratio(share.numerator(), share.denominator())
                                 : money::Ratio(1, 2);
  return experts > 0 && money::Ratio(votes, experts) > above;
}

}  // namespace

bool AssessmentFacts::KeysFit() const {
  const auto known = [](const auto& keys, const std::set<std::string>& ids) {
    return std::ranges::all_of(ids, [&](const std::string& id) { return keys.contains(id); });
  };
  return maker.id() == product.enterprise_id && maker.Complete() &&
         known(laboratories.files, product.LaboratoryIds()) &&
         known(interests.interests, product.ExpertIds());
}

bool DependsOnMaker(const registry::Party& maker, const std::string& party_id,
                    absl::CivilDay date) {
  return maker.Contains(party_id) || maker.RelatedIdsOn(date).contains(party_id);
}

std::optional<Decision> RefusalOfCertifier(const ProductFile& product, const std::string& by) {
  if (by == product.AssessmentAskedBy()) {
    return Reject(kCertifierIsSubmitter,
                  fmt::format("the caller submitted {}", product.product_id));
  }
  if (product.experts.contains(by)) {
    return Reject(kCertifierIsExpert,
                  fmt::format("the caller was assigned to assess {}", product.product_id));
  }
  return std::nullopt;
}

std::optional<Decision> RefusalOfEvidence(const AssessmentFacts& facts, v1::Level level,
                                          absl::CivilDay date) {
  const auto missing = [&](const policy::v1::EvidenceFigure& needed) -> std::optional<Decision> {
    const bool filed = std::ranges::any_of(facts.product.evidence, [&](const Evidence& evidence) {
      return evidence.kind == needed.kind() && evidence.issued_date <= date;
    });
    if (filed) return std::nullopt;
    const std::string kind = v1::EvidenceKind_Name(needed.kind());
    return Reject(kEvidenceMissing,
                  fmt::format("{} has no {} on file (article {})", facts.product.product_id, kind,
                              needed.article()),
                  {{"evidence_kind", kind}, {"article", needed.article()}});
  };
  for (const auto& needed : facts.rules.evidence()) {
    if (auto refusal = missing(needed)) return refusal;
  }
  if (level != v1::LEVEL_INTERNATIONAL) return std::nullopt;
  for (const auto& needed : facts.rules.evidence_international()) {
    if (auto refusal = missing(needed)) return refusal;
  }
  return std::nullopt;
}

std::optional<Decision> RefusalOfReports(const AssessmentFacts& facts, absl::CivilDay date) {
  const auto count = std::ranges::count_if(
      facts.product.reports, [&](const auto& entry) { return Counts(facts, entry.second, date); });
  const auto& figure = facts.rules.test_reports_min();
  if (count >= figure.value()) return std::nullopt;
  return Reject(kTestReportsMissing,
                fmt::format("{} has {} passed test reports of {} (article {})",
                            facts.product.product_id, count, figure.value(), figure.article()),
                {{"article", figure.article()}});
}

std::optional<Decision> RefusalOfExperts(const AssessmentFacts& facts, absl::CivilDay date) {
  const std::string& id = facts.product.product_id;
  std::size_t experts = 0;
  std::string silent_id;
  for (const auto& [expert_id, expert] : facts.product.experts) {
    if (expert.recused) continue;
    ++experts;
    if (!expert.score.has_value()) silent_id = expert_id;
    const std::string party_id = PartyInConflict(facts, expert_id, expert, date);
    if (party_id.empty()) continue;
    return Reject(
        kExpertRecusalPending,
        fmt::format("{} depends on {}, which is, or is related to, the maker", expert_id, party_id),
        {{"expert_id", expert_id}, {"party_id", party_id}});
  }
  const auto& figure = facts.rules.experts_min();
  if (experts < figure.value()) {
    return Reject(kExpertsTooFew,
                  fmt::format("{} has {} experts of {} (article {})", id, experts, figure.value(),
                              figure.article()),
                  {{"article", figure.article()}});
  }
  const bool odd = !facts.rules.has_experts_odd() || facts.rules.experts_odd().value();
  if (odd && experts % 2 == 0) {
    return Reject(kExpertsEven, fmt::format("{} has an even number of experts, {}", id, experts),
                  {{"article", figure.article()}});
  }
  if (!silent_id.empty()) {
    return Reject(kExpertScoreMissing, fmt::format("{} has not scored {}", silent_id, id),
                  {{"expert_id", silent_id}});
  }
  return std::nullopt;
}

std::optional<Decision> RefusalOfScores(const AssessmentFacts& facts, v1::Level level) {
  const Votes votes = VotesOf(facts.product, level);
  const auto& figure = facts.rules.mean_score_min();
  if (votes.score_sum < votes.experts * figure.value()) {
    return Reject(kScoreTooLow,
                  fmt::format("{} experts gave {} points, less than {} each (article {})",
                              votes.experts, votes.score_sum, figure.value(), figure.article()),
                  {{"article", figure.article()}});
  }
  if (IsMajority(votes.of_level, votes.experts, facts.rules)) return std::nullopt;
  return Reject(kLevelNotFoundByExperts, fmt::format("{} of {} experts find {}", votes.of_level,
                                                     votes.experts, v1::Level_Name(level)));
}

std::optional<Decision> RefusalOfNovelty(const AssessmentFacts& facts) {
  const Votes votes = VotesOf(facts.product, v1::LEVEL_UNSPECIFIED);
  if (IsMajority(votes.of_novelty, votes.experts, facts.rules)) return std::nullopt;
  return Reject(kNoveltyNotFoundByExperts,
                fmt::format("{} of {} experts find {} new", votes.of_novelty, votes.experts,
                            facts.product.product_id));
}

}  // namespace debut::certification
