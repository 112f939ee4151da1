#pragma once

namespace debut::cli {

// How `debut` ends; the audit verbs use the same numbers. Scripts rely on them: never renumber.
inline constexpr int kExitOk = 0;
inline constexpr int kExitRefused = 1;      // The business said no, or an import line was refused.
inline constexpr int kExitUsage = 2;        // Bad command line or bad input: nothing was recorded.
inline constexpr int kExitUnreachable = 3;  // No server, no answer in time, no permission.
inline constexpr int kExitInternal = 4;

}  // namespace debut::cli
