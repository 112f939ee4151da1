#pragma once

#include <cstdint>

#include "transparency/note.h"

// Keys that never change, so that corpora can hold what they have signed. Nobody trusts them.
namespace debut::fuzz {

inline constexpr char kTrustedOrigin[] = "debut/fuzzed";
inline constexpr char kWitnessName[] = "witness.example";

const transparency::NoteSigner& TrustedLog();
const transparency::NoteSigner& TrustedWitness();

// One head of TrustedLog() for each size of ReferenceTree() that was signed: 1, 100, 300.
bool IsSignedSize(std::uint64_t size);

}  // namespace debut::fuzz
