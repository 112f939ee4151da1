#pragma once

#include "absl/status/statusor.h"
#include "debut/eventlog/v1/transparency_service.pb.h"
#include "transparency/proofs.h"
#include "transparency/tlog_proof.h"

namespace debut::cli {

// What a response proves. DATA_LOSS: not even the shape of a proof.
template <typename Response>
absl::StatusOr<transparency::Proof> ProofIn(const Response& response) {
  transparency::Proof proof;
  for (const std::string& hash : response.hashes()) {
    if (hash.size() != transparency::kHashBytes) return absl::DataLossError("a malformed proof");
    proof.push_back(transparency::HashFromBytes(hash));
  }
  return proof;
}

inline absl::StatusOr<transparency::TlogProof> ReceiptIn(
    const eventlog::v1::GetInclusionProofResponse& response) {
  auto hashes = ProofIn(response);
  if (!hashes.ok()) return hashes.status();
  return transparency::TlogProof{.entry = response.entry(),
                                 .index = response.index(),
                                 .hashes = *std::move(hashes),
                                 .note = response.note()};
}

}  // namespace debut::cli
