#include "services/privacy/eraser.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <set>

#include "base/sleep.h"
#include "base/status_macros.h"
#include "calendar/date.h"
#include "debut/privacy/v1/privacy_events.pb.h"
#include "decision/execute.h"
#include "decision/fact_codec.h"
#include "decision/rejection_status.h"
#include "domain/privacy/erasure.h"
#include "runtime/command_context.h"
#include "services/privacy/privacy_service.h"

namespace debut::privacy {
namespace {

constexpr char kRetentionEnded[] = "保管期限届满";

void Warn(std::string_view what, const std::string& subject, const absl::Status& status) {
  if (!status.ok()) spdlog::warn("eraser: {} {}: {}", what, subject, status.ToString());
}

}  // namespace

Eraser::Eraser(const eventstore::EventStore& store, decision::Decider& decider,
               sealing::Vault& vault, const base::Clock& clock, absl::Duration interval)
    : store_(store), decider_(decider), vault_(vault), clock_(clock), interval_(interval) {}

absl::Status Eraser::Start() {
  RETURN_IF_ERROR(DestroyAll());
  thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
  return absl::OkStatus();
}

void Eraser::Stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Eraser::Run(const std::stop_token& stop) {
  do {
    const absl::Status read = ReadNews();
    Warn("reads", "the log", read);
    if (read.ok()) {
      FinishAll();
      RequestDue();
      Sweep();
    }
    base::SleepUnlessStopped(interval_, stop);
  } while (!stop.stop_requested());
}

absl::Status Eraser::ReadNews() {
  auto loaded = decision::Load(store_, ledger_, {.after = read_});
  RETURN_IF_ERROR(loaded.status());
  ledger_ = std::move(loaded->view);
  read_ = loaded->head;
  return absl::OkStatus();
}

// Of the requests alone: a start doesn't take longer with every contact.
absl::Status Eraser::DestroyAll() {
  absl::Status destroyed;
  const auto read = store_.Read(
      {{{.types = decision::TypesOf<v1::ErasureRequested>(), .tags = {}}}}, {},
      [&](const eventstore::SequencedEvent& event) {
        decision::On<v1::ErasureRequested>(
            event, [&](const auto& fact) { destroyed = vault_.DestroyKey(fact.subject()); });
        return destroyed.ok();
      });
  RETURN_IF_ERROR(destroyed);
  return read.status();
}

void Eraser::FinishAll() {
  for (const auto& [subject, file] : ledger_.files) {
    Warn("completes the erasure of", subject, Complete(file));
  }
}

void Eraser::RequestDue() {
  const absl::CivilDay today = calendar::DateInShanghai(clock_.Now());
  for (const auto& [subject, file] : ledger_.files) {
    if (file.erasure_requested || file.held || !file.erase_on || today < *file.erase_on) continue;
    const RequestErasure due{
        .subject = subject, .grounds = kRetentionEnded, .requested_date = today};
    const absl::Status requested = Record(due);
    Warn("asks for the erasure of", subject, requested);
    if (requested.ok()) Warn("completes the erasure of", subject, Complete(subject));
  }
}

void Eraser::Sweep() {
  std::set<std::string> committed;
  for (const auto& [subject, file] : ledger_.files) {
    for (const Commitment& each : file.commitments) committed.insert(each.digest);
  }
  const auto swept = vault_.Sweep(clock_.Now() - kSweptAge, [&](const std::string& digest) {
    return committed.contains(digest);
  });
  Warn("sweeps", "the vault", swept.status());
  if (swept.ok() && *swept > 0) spdlog::info("eraser: swept {} texts without a fact", *swept);
}

absl::Status Eraser::Complete(const std::string& subject) {
  ASSIGN_OR_RETURN(const auto loaded, decision::Load(store_, SubjectFile{subject}));
  return Complete(loaded.view);
}

absl::Status Eraser::Complete(const SubjectFile& file) {
  if (!file.erasure_requested) return absl::OkStatus();
  RETURN_IF_ERROR(vault_.DestroyKey(file.subject));
  RETURN_IF_ERROR(vault_.PurgeTexts(file.subject));
  if (file.erasure_completed) return absl::OkStatus();
  const CompleteErasure complete{.subject = file.subject,
                                 .completed_date = calendar::DateInShanghai(clock_.Now())};
  RETURN_IF_ERROR(Record(complete));
  spdlog::info("eraser: the erasure of {} is completed", file.subject);
  return absl::OkStatus();
}

// Both commands record nothing the second time, so they need no request id.
template <typename Command>
absl::Status Eraser::Record(const Command& command) {
  return decider_.Decide(command, runtime::SystemContext(kDomain)).status();
}

}  // namespace debut::privacy
