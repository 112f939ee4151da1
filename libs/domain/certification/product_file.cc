#include "domain/certification/product_file.h"

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::certification {

using decision::On;
using decision::RecordedDate;

eventstore::Query ProductFile::Selects() const {
  if (product_id.empty()) return {};
  return {
      {{.types = decision::TypesOf<v1::ProductSubmitted, v1::TestReportFiled, v1::EvidenceFiled,
                                   v1::ExpertAssigned, v1::ExpertRecused, v1::ExpertScoreSubmitted,
                                   v1::ProductCertified, v1::ProductRefused, v1::ReassessmentOpened,
                                   v1::ReassessmentClosed, v1::ProductLevelChanged,
                                   v1::ProductListed, v1::ProductDelisted>(),
        .tags = {decision::Tag("product", product_id)}}}};
}

void ProductFile::Apply(const eventstore::SequencedEvent& event) {
  On<v1::ProductSubmitted>(event, [&](const auto& fact) {
    // The submission of a later version carries this product's tag, too.
    if (fact.product_id() != product_id) return;
    submitted = true;
    submitted_by = event.event.principal;
    family_id = fact.family_id();
    enterprise_id = fact.enterprise_id();
    name = fact.name();
    type = fact.type();
    field = fact.field();
    claimed_level = fact.claimed_level();
    accepted_date = RecordedDate(fact.accepted_date());
    previous_product_id = fact.previous_product_id();
  });
  ApplyAssessment(event);
  ApplyDecision(event);
  ApplyCatalogue(event);
}

void ProductFile::ApplyAssessment(const eventstore::SequencedEvent& event) {
  On<v1::TestReportFiled>(event, [&](const auto& fact) {
    reports[fact.report_number()] = {fact.laboratory_id(), RecordedDate(fact.issued_date()),
                                     fact.passed()};
  });
  On<v1::EvidenceFiled>(event, [&](const auto& fact) {
    evidence.push_back({fact.kind(), fact.document(), RecordedDate(fact.issued_date())});
  });
  On<v1::ReassessmentOpened>(event, [&](const auto& fact) {
    reassessment = {fact.reassessment_id(), event.event.principal,
                    RecordedDate(fact.opened_date())};
    experts.clear();
  });
  On<v1::ReassessmentClosed>(event, [&](const auto&) { reassessment.reset(); });
  On<v1::ExpertAssigned>(event, [&](const auto& fact) {
    Expert& expert = experts[fact.expert_id()];
    expert.assigned = true;
    expert.employer_id = fact.employer_id();
  });
  On<v1::ExpertRecused>(event, [&](const auto& fact) { experts[fact.expert_id()].recused = true; });
  On<v1::ExpertScoreSubmitted>(event, [&](const auto& fact) {
    experts[fact.expert_id()].score = {fact.score(), fact.level(), fact.opinion(), fact.is_new()};
  });
}

void ProductFile::ApplyDecision(const eventstore::SequencedEvent& event) {
  On<v1::ProductCertified>(event, [&](const auto& fact) {
    certificate_number = fact.certificate_number();
    certified_date = RecordedDate(fact.certified_date());
    family_id = fact.family_id();
    type = fact.type();
    field = fact.field();
    levels[*certified_date] = fact.level();
    level_positions.push_back(event.position);
  });
  On<v1::ProductRefused>(
      event, [&](const auto& fact) { refused_date = RecordedDate(fact.refused_date()); });
  On<v1::ProductLevelChanged>(event, [&](const auto& fact) {
    levels[RecordedDate(fact.effective_date())] = fact.level();
    level_positions.push_back(event.position);
    reassessment.reset();
  });
}

void ProductFile::ApplyCatalogue(const eventstore::SequencedEvent& event) {
  On<v1::ProductListed>(event, [&](const auto& fact) {
    listings[RecordedDate(fact.listed_date())].insert(fact.edition_id());
    listing_positions.push_back(event.position);
  });
  On<v1::ProductDelisted>(event, [&](const auto& fact) {
    delistings.push_back({fact.kind(), RecordedDate(fact.effective_date())});
  });
}

absl::CivilDay ProductFile::AssessmentDate() const {
  return reassessment.has_value() ? reassessment->opened_date : accepted_date;
}

const std::string& ProductFile::AssessmentAskedBy() const {
  return reassessment.has_value() ? reassessment->opened_by : submitted_by;
}

std::set<std::string> ProductFile::LaboratoryIds() const {
  std::set<std::string> ids;
  for (const auto& [number, report] : reports) {
    if (!report.laboratory_id.empty()) ids.insert(report.laboratory_id);
  }
  return ids;
}

std::set<std::string> ProductFile::ExpertIds() const {
  std::set<std::string> ids;
  for (const auto& [id, expert] : experts) ids.insert(id);
  return ids;
}

v1::Level ProductFile::LevelOn(absl::CivilDay date) const {
  const auto after = levels.upper_bound(date);
  return after == levels.begin() ? v1::LEVEL_UNSPECIFIED : std::prev(after)->second;
}

const Delisting* ProductFile::DelistingOn(absl::CivilDay date) const {
  const Delisting* in_effect = nullptr;
  for (const Delisting& delisting : delistings) {
    if (delisting.kind == v1::DELISTING_KIND_VOID) return &delisting;
    if (delisting.effective_date <= date) in_effect = &delisting;
  }
  return in_effect;
}

bool ProductFile::CertifiedOn(absl::CivilDay date) const {
  if (!certified_date.has_value() || *certified_date > date) return false;
  const Delisting* delisting = DelistingOn(date);
  return delisting == nullptr || delisting->kind == v1::DELISTING_KIND_EXPIRED;
}

bool ProductFile::ListedOn(absl::CivilDay date) const {
  return listings.upper_bound(date) != listings.begin() && DelistingOn(date) == nullptr;
}

}  // namespace debut::certification
