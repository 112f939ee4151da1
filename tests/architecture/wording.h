#pragma once

#include "tests/architecture/source_file.h"

namespace debut::architecture {

// Calls that a folder must not make: clock and randomness in pure code, transport and engine
// outside their libraries, floating point near money, asserts that vanish, sleeps in tests.
Findings BannedCallFindings(const SourceFile& file);

// Types named Manager, Helper, Util, Data or Info, which say nothing.
Findings BannedNameFindings(const SourceFile& file);

// Banners, and notes about work left to do.
Findings CommentFindings(const SourceFile& file);

}  // namespace debut::architecture
