#pragma once

#include "tests/architecture/source_file.h"

namespace debut::architecture {

// Includes that point up or sideways: a library uses only those below it, a domain context only
// those before it, no library a service, and of the libraries only runtime, which wires them, an
// engine of the event store. Also headers that could be included twice.
Findings LayerFindings(const SourceFile& file);

}  // namespace debut::architecture
