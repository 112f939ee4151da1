#pragma once

namespace debut::runtime {

// How a server program ends. Supervisors act on these numbers: never renumber.
inline constexpr int kExitOk = 0;
inline constexpr int kExitUsage = 2;     // Command line or configuration.
inline constexpr int kExitPortBusy = 3;  // Somebody else listens there.
inline constexpr int kExitForced = 4;    // A second signal, or a drain that never ended.
inline constexpr int kExitInternal = 70;
inline constexpr int kExitLogRefused =
    75;                                   // The log is damaged. Don't restart: a person must look.
inline constexpr int kExitLogInUse = 76;  // Another process has the data directory open.
inline constexpr int kExitLogWriteFailed =
    77;  // A write failed; what is on disk is checked on restart.

}  // namespace debut::runtime
