#pragma once

#include <string>
#include <string_view>

namespace debut::fuzz {

// Keeps in a file what was being looked at when the process ended by a signal, or at the word of a
// sanitizer. One for a process; the paths' and inputs' bytes outlive what is looked at.
class CrashFile {
 public:
  // `path`: where the input goes.
  explicit CrashFile(std::string path);
  // Before each input.
  void LookingAt(std::string_view input);
};

}  // namespace debut::fuzz
