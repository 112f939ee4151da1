#pragma once

#include "tests/architecture/source_file.h"

namespace debut::architecture {

// Includes that point up or sideways: a library uses only those below it, a domain context only
// those before it, no library a service, and of the libraries only runtime, which wires them, an
// engine of the event store. Also headers that could be included twice.
Findings LayerFindings(const SourceFile& file);

// Over all files of a tree: headers that bring a gRPC stub or RocksDB, which are slow to compile,
// to another folder. Such includes belong into .cc files, or into headers private to their folder.
Findings HeavyHeaderFindings(const std::vector<SourceFile>& files);

}  // namespace debut::architecture
