#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/certification/v1/certification_events.pb.h"
#include "decision/view.h"
#include "eventstore/event.h"

namespace debut::certification {

struct ExpertScore {
  std::uint32_t score = 0;  // 0 to 100.
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  std::string opinion;
  bool is_new = false;  // Of a new version: finds that it differs in what matters.

  bool operator==(const ExpertScore&) const = default;
};

struct Expert {
  std::string employer_id;
  bool assigned = false;
  bool recused = false;
  std::optional<ExpertScore> score;

  bool operator==(const Expert&) const = default;
};

struct TestReport {
  std::string laboratory_id;  // Empty in reports from before laboratories were registered.
  absl::CivilDay issued_date;
  bool passed = false;

  bool operator==(const TestReport&) const = default;
};

struct Evidence {
  v1::EvidenceKind kind = v1::EVIDENCE_KIND_UNSPECIFIED;
  std::string document;
  absl::CivilDay issued_date;

  bool operator==(const Evidence&) const = default;
};

// A certified product under assessment again.
struct Reassessment {
  std::string reassessment_id;
  std::string opened_by;  // Principal.
  absl::CivilDay opened_date;

  bool operator==(const Reassessment&) const = default;
};

struct Delisting {
  v1::DelistingKind kind = v1::DELISTING_KIND_UNSPECIFIED;
  absl::CivilDay effective_date;

  bool operator==(const Delisting&) const = default;
};

// A product from its submission to its place in the catalogue.
//
// It is in the catalogue from its first listing until a delisting takes effect. The measures name
// the yearly adjustment as a way out of its own (EXPIRED), so an edition that leaves a product out
// ends nothing; and what is delisted does not come back, but for a new version.
struct ProductFile {
  std::string product_id;  // Empty: selects nothing.

  bool submitted = false;
  std::string submitted_by = {};  // Principal.
  std::string family_id = {};
  std::string enterprise_id = {};  // The maker, a legal person when the product was submitted.
  std::string name = {};
  v1::ProductType type = v1::PRODUCT_TYPE_UNSPECIFIED;
  v1::Field field = v1::FIELD_UNSPECIFIED;
  v1::Level claimed_level = v1::LEVEL_UNSPECIFIED;
  absl::CivilDay accepted_date = {};
  std::string previous_product_id = {};

  std::map<std::string, TestReport> reports = {};  // By number.
  std::vector<Evidence> evidence = {};
  std::map<std::string, Expert> experts = {};     // Of the latest assessment.
  std::optional<Reassessment> reassessment = {};  // While it is open.

  std::string certificate_number = {};
  std::optional<absl::CivilDay> certified_date = {};
  std::optional<absl::CivilDay> refused_date = {};
  std::map<absl::CivilDay, v1::Level> levels = {};  // From that day on; the first by certification.
  std::map<absl::CivilDay, std::set<std::string>> listings = {};  // Editions by listing date.
  std::vector<Delisting> delistings = {};  // In the order in which they were recorded.
  std::vector<eventstore::Position> level_positions = {};  // Certification, and each level change.
  std::vector<eventstore::Position> listing_positions = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);

  bool Decided() const { return certified_date.has_value() || refused_date.has_value(); }
  bool UnderAssessment() const { return !Decided() || reassessment.has_value(); }
  // When the latest assessment began, and who asked for it.
  absl::CivilDay AssessmentDate() const;
  const std::string& AssessmentAskedBy() const;
  std::set<std::string> LaboratoryIds() const;
  std::set<std::string> ExpertIds() const;
  // UNSPECIFIED before the certification. The level on the signing date decides about a cap (W9).
  v1::Level LevelOn(absl::CivilDay date) const;
  // What takes the product out of the catalogue on a date, if anything: VOID from the start,
  // whatever its effective date; EXPIRED and REVOKED from theirs on.
  const Delisting* DelistingOn(absl::CivilDay date) const;
  // Certified by that day, and neither revoked nor void: an expired product stays certified.
  bool CertifiedOn(absl::CivilDay date) const;
  // In an edition that was published by that day, and not delisted since.
  bool ListedOn(absl::CivilDay date) const;
  bool operator==(const ProductFile&) const = default;

 private:
  void ApplyAssessment(const eventstore::SequencedEvent& event);
  void ApplyDecision(const eventstore::SequencedEvent& event);
  void ApplyCatalogue(const eventstore::SequencedEvent& event);
};

static_assert(decision::View<ProductFile>);

}  // namespace debut::certification
