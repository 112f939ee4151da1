#pragma once

namespace debut::simulation {

// The processes of a history, as Turns counts them.
inline constexpr int kOutside = 0;  // Officers, and the network: they don't die.
inline constexpr int kLogProcess = 1;
inline constexpr int kReadModels = 2;
inline constexpr int kCalendar = 3;
inline constexpr int kFirstService = 10;  // And its copies.

}  // namespace debut::simulation
