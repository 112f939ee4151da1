#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"

namespace debut::grants {

// After the payment: what the money has brought about (绩效报告), and then the archive. A clawback
// changes neither: the report is due as long as anything of the payment is with the enterprise, and
// once for each claim; what was written off is spent, so it is due for that too [D].

// The performance report of a claim.
struct ReportFile {
  std::string claim_id;
  bool reported = false;
  absl::CivilDay reported_date = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ReportFile&) const = default;
};

static_assert(decision::View<ReportFile>);

// While a clawback comes in by parts it may be filed as well; a clawback that waits for its
// approval or its first part comes first.
struct FilePerformanceReport {
  std::string claim_id;
  std::string document;
  std::string summary;
  absl::CivilDay reported_date;

  std::tuple<ClaimFile, ReportFile> Reads() const {
    return {ClaimFile{claim_id}, ReportFile{claim_id}};
  }
  // Nothing if it was reported on that date.
  decision::Decision Decide(const ClaimFile& file, const ReportFile& report) const;
};

// Once the report is filed, or not due any more, and no clawback is under way.
struct ArchiveClaim {
  std::string claim_id;
  std::string archive_number;
  absl::CivilDay archived_date;

  std::tuple<ClaimFile, ReportFile> Reads() const {
    return {ClaimFile{claim_id}, ReportFile{claim_id}};
  }
  // Nothing if it was archived on that date.
  decision::Decision Decide(const ClaimFile& file, const ReportFile& report) const;
};

static_assert(decision::Command<FilePerformanceReport> && decision::Command<ArchiveClaim>);

}  // namespace debut::grants
