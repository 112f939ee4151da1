#pragma once

#include "tests/architecture/source_file.h"

namespace debut::architecture {

inline constexpr std::size_t kFileLinesMax = 400;
inline constexpr std::size_t kFileLinesGood = 250;
inline constexpr std::size_t kMainLinesMax = 40;
inline constexpr std::size_t kLineCharactersMax = 100;
inline constexpr int kFunctionLinesMax = 70;

// Files over kFileLinesMax, or kMainLinesMax for a main.cc.
Findings FileSizeFindings(const SourceFile& file);

// Lines over kLineCharactersMax, in characters, not bytes.
Findings LineLengthFindings(const SourceFile& file);

// C++ functions over kFunctionLinesMax, from the line of their name to the closing brace.
Findings FunctionLengthFindings(const SourceFile& file);

}  // namespace debut::architecture
