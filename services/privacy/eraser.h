#pragma once

#include <stop_token>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/clock.h"
#include "decision/decider.h"
#include "domain/privacy/subject_file.h"
#include "eventstore/event_store.h"
#include "runtime/service_host.h"
#include "sealing/vault.h"

namespace debut::privacy {

inline constexpr absl::Duration kEraserInterval = absl::Seconds(60);
// A text that is younger may belong to a command under way.
inline constexpr absl::Duration kSweptAge = absl::Hours(24);

// Carries out erasures: ErasureRequested is in the log → key destroyed → texts purged →
// ErasureCompleted. Each step may be repeated, and what is to be done follows from the log alone,
// so it may be killed between any two. Before the server answers it destroys the keys of everybody
// whose erasure was ever requested: an old key store that was put back revives nobody.
//
// Also asks for erasures whose retention has ended, as the principal "system", and sweeps texts
// that no fact commits to.
class Eraser final : public runtime::Background {
 public:
  // All outlive it.
  Eraser(const eventstore::EventStore& store, decision::Decider& decider, sealing::Vault& vault,
         const base::Clock& clock, absl::Duration interval = kEraserInterval);
  ~Eraser() override { Stop(); }

  // Everything that is due. UNAVAILABLE: a key can't be destroyed, so the server must not serve.
  absl::Status Start() override;
  void Stop() override;

  // The steps after the request; nothing if there is none.
  absl::Status Complete(const std::string& subject);

 private:
  void Run(const std::stop_token& stop);
  absl::Status ReadNews();
  absl::Status DestroyAll();
  void FinishAll();
  void RequestDue();
  void Sweep();
  absl::Status Complete(const SubjectFile& file);
  template <typename Command>
  absl::Status Record(const Command& command);

  const eventstore::EventStore& store_;
  decision::Decider& decider_;
  sealing::Vault& vault_;
  const base::Clock& clock_;
  const absl::Duration interval_;

  // Of the thread.
  SubjectLedger ledger_;
  eventstore::Position read_;  // Up to which the ledger knows the log.

  std::jthread thread_;
};

}  // namespace debut::privacy
