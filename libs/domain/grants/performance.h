#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"

namespace debut::grants {

// After the payment: what the money has brought about (绩效报告), and then the archive.

struct FilePerformanceReport {
  std::string claim_id;
  std::string document;
  std::string summary;
  absl::CivilDay reported_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if it was reported on that date.
  decision::Decision Decide(const ClaimFile& file) const;
};

struct ArchiveClaim {
  std::string claim_id;
  std::string archive_number;
  absl::CivilDay archived_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if it was archived on that date.
  decision::Decision Decide(const ClaimFile& file) const;
};

static_assert(decision::Command<FilePerformanceReport> && decision::Command<ArchiveClaim>);

}  // namespace debut::grants
