#include "services/eventlog/transparency_service.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <sstream>
#include <utility>

#include "absl/strings/escaping.h"
#include "archive/files.h"
#include "archive/trust_policy.h"
#include "base/status_macros.h"
#include "debut/eventlog/v1/transparency_service.grpc.pb.h"
#include "eventstore/append_gate.h"
#include "eventstore/lag.h"
#include "services/eventlog/publisher.h"
#include "services/eventlog/signing_key.h"
#include "transparency/proofs.h"
#include "transparency/tile_path.h"

namespace debut::eventlog {
namespace {

namespace fs = std::filesystem;
using runtime::Caller;
using runtime::FieldErrors;
using transparency::Checkpoint;
using transparency::kTileWidth;

// Of the data directory: the verifier keys of earlier signing keys, one a line.
constexpr char kRetiredKeysFile[] = "retired.keys";
// Of the data directory: c2sp.org/tlog-policy, whose witnesses are asked to cosign.
constexpr char kTrustPolicyFile[] = "trust.policy";

// A head and the tiles below it: what one answer is made of.
class SignedTree {
 public:
  static absl::StatusOr<SignedTree> Load(const Publisher& publisher) {
    absl::StatusOr<std::string> note = publisher.archive().CheckpointNote();
    if (absl::IsNotFound(note.status())) return absl::NotFoundError("no head was signed yet");
    RETURN_IF_ERROR(note.status());
    ASSIGN_OR_RETURN(const auto opened, transparency::OpenNote(*note, publisher.verifiers()));
    ASSIGN_OR_RETURN(Checkpoint head, Checkpoint::FromText(opened.text));
    return SignedTree(publisher.archive(), *std::move(note), std::move(head));
  }

  const std::string& note() const { return note_; }
  const Checkpoint& head() const { return head_; }

  absl::StatusOr<transparency::Proof> Inclusion(std::uint64_t index) const {
    return transparency::InclusionProof(index, head_.size, reader());
  }
  // `new_size`: of this head, or of one before it.
  absl::StatusOr<transparency::Proof> Consistency(std::uint64_t old_size,
                                                  std::uint64_t new_size) const {
    return transparency::ConsistencyProof(old_size, new_size, reader());
  }
  absl::StatusOr<std::string> Entry(std::uint64_t index) const {
    const std::uint64_t bundle_index = index / kTileWidth;
    const std::uint64_t width = transparency::TileWidth({0, bundle_index}, head_.size);
    ASSIGN_OR_RETURN(const std::string bundle, archive_.ReadEntries(bundle_index, width));
    ASSIGN_OR_RETURN(const auto entries, transparency::SplitBundle(bundle, width));
    return std::string(entries[index % kTileWidth]);
  }

 private:
  SignedTree(const archive::Archive& archive, std::string note, Checkpoint head)
      : archive_(archive), note_(std::move(note)), head_(std::move(head)) {}

  std::function<absl::StatusOr<std::string>(const transparency::TileId&, std::uint64_t)> reader()
      const {
    return [this](const transparency::TileId& tile,
                  std::uint64_t width) -> absl::StatusOr<std::string> {
      // An earlier head's narrower tile is not kept.
      ASSIGN_OR_RETURN(const std::string hashes,
                       archive_.ReadTile(tile, transparency::TileWidth(tile, head_.size)));
      return hashes.substr(0, width * transparency::kHashBytes);
    };
  }

  archive::Archive archive_;
  std::string note_;
  Checkpoint head_;
};

struct InclusionQuestion {
  std::uint64_t position = 0;
};
struct ConsistencyQuestion {
  std::uint64_t old_size = 0;
  std::uint64_t new_size = 0;  // 0: of the last head.
};

class TransparencyService final : public v1::TransparencyService::Service {
 public:
  TransparencyService(const runtime::Reception& reception, const Publisher& publisher)
      : reception_(reception), publisher_(publisher) {}

  grpc::Status GetCheckpoint(grpc::ServerContext* context, const v1::GetCheckpointRequest* request,
                             v1::GetCheckpointResponse* response) override {
    return reception_.Serve(
        context, request, response,
        [&](const Caller&, const v1::GetCheckpointRequest&) { return LastHead(); });
  }

  grpc::Status GetInclusionProof(grpc::ServerContext* context,
                                 const v1::GetInclusionProofRequest* request,
                                 v1::GetInclusionProofResponse* response) override {
    return reception_.Serve(
        context, request, response,
        [](const v1::GetInclusionProofRequest& asked, const Caller&, FieldErrors& errors) {
          errors.Require(asked.position() > 0, "position", "is missing; positions begin with 1");
          return InclusionQuestion{asked.position()};
        },
        [&](const Caller&, const auto& asked) { return Answer(asked); });
  }

  grpc::Status GetConsistencyProof(grpc::ServerContext* context,
                                   const v1::GetConsistencyProofRequest* request,
                                   v1::GetConsistencyProofResponse* response) override {
    return reception_.Serve(
        context, request, response,
        [](const v1::GetConsistencyProofRequest& asked, const Caller&, FieldErrors& errors) {
          errors.Require(asked.old_size() > 0, "old_size", "is missing; size 0 proves nothing");
          errors.Require(asked.new_size() == 0 || asked.new_size() >= asked.old_size(), "new_size",
                         "is smaller than old_size");
          return ConsistencyQuestion{asked.old_size(), asked.new_size()};
        },
        [&](const Caller&, const auto& asked) { return Answer(asked); });
  }

 private:
  absl::StatusOr<v1::GetCheckpointResponse> LastHead() const {
    ASSIGN_OR_RETURN(const SignedTree tree, SignedTree::Load(publisher_));
    v1::GetCheckpointResponse answer;
    answer.set_note(tree.note());
    answer.set_verifier_key(publisher_.verifier().ToText());
    answer.set_size(tree.head().size);
    answer.set_root(std::string(transparency::Bytes(tree.head().root)));
    answer.set_problem(publisher_.problem());
    return answer;
  }

  absl::StatusOr<v1::GetInclusionProofResponse> Answer(const InclusionQuestion& asked) const {
    ASSIGN_OR_RETURN(const SignedTree tree, SignedTree::Load(publisher_));
    if (asked.position > tree.head().size) {
      return absl::NotFoundError(fmt::format("position {} is not signed yet: the head is {}",
                                             asked.position, tree.head().size));
    }
    const std::uint64_t index = asked.position - 1;
    ASSIGN_OR_RETURN(const auto proof, tree.Inclusion(index));
    v1::GetInclusionProofResponse answer;
    answer.set_note(tree.note());
    answer.set_index(index);
    ASSIGN_OR_RETURN(*answer.mutable_entry(), tree.Entry(index));
    for (const auto& hash : proof) answer.add_hashes(std::string(transparency::Bytes(hash)));
    return answer;
  }

  absl::StatusOr<v1::GetConsistencyProofResponse> Answer(const ConsistencyQuestion& asked) const {
    ASSIGN_OR_RETURN(const SignedTree tree, SignedTree::Load(publisher_));
    if (asked.new_size > tree.head().size) {
      return absl::NotFoundError(
          fmt::format("a head of {} events is not signed yet: the last is {}", asked.new_size,
                      tree.head().size));
    }
    v1::GetConsistencyProofResponse answer;
    answer.set_note(tree.note());
    if (asked.new_size > 0) {
      ASSIGN_OR_RETURN(*answer.mutable_note(), publisher_.SignedNote(asked.new_size));
      answer.set_old_note(publisher_.SignedNote(asked.old_size).value_or(""));
    }
    ASSIGN_OR_RETURN(
        const auto proof,
        tree.Consistency(asked.old_size, asked.new_size > 0 ? asked.new_size : tree.head().size));
    for (const auto& hash : proof) answer.add_hashes(std::string(transparency::Bytes(hash)));
    return answer;
  }

  const runtime::Reception& reception_;
  const Publisher& publisher_;
};

fs::path PathOr(const std::string& given, const fs::path& data_dir, const char* name) {
  return given.empty() ? data_dir / name : fs::path(given);
}

// Heads of earlier incarnations lie beside the file: heads.log.incarnation-1.
int IncarnationOf(const fs::path& heads_file) {
  int number = 1;
  while (fs::exists(fmt::format("{}.incarnation-{}", heads_file.string(), number))) ++number;
  return number;
}

absl::StatusOr<std::vector<transparency::NoteVerifier>> ReadKeys(const fs::path& file) {
  std::vector<transparency::NoteVerifier> keys;
  const auto text = archive::ReadFile(file);
  if (absl::IsNotFound(text.status())) return keys;
  RETURN_IF_ERROR(text.status());
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    ASSIGN_OR_RETURN(auto key, transparency::NoteVerifier::FromText(line));
    keys.push_back(std::move(key));
  }
  return keys;
}

// Who is asked to cosign; nobody without the file.
absl::StatusOr<archive::TrustPolicy> ReadWitnesses(const fs::path& file) {
  const auto text = archive::ReadFile(file);
  if (absl::IsNotFound(text.status())) return archive::TrustPolicy();
  RETURN_IF_ERROR(text.status());
  auto policy = archive::TrustPolicy::FromText(*text);
  if (policy.ok()) return policy;
  return base::Annotate(policy.status(), file.string());
}

// How far the signed heads are behind the log.
std::vector<runtime::Measurement> Measure(const eventstore::EventStore& log,
                                          const Publisher& publisher, const base::Clock& clock) {
  const eventstore::Position position = publisher.signed_position();
  std::vector<runtime::Measurement> measurements = {
      {.name = "debut_checkpoint_position",
       .help = "The last position that a signed head covers",
       .value = static_cast<double>(position.value)},
      {.name = "debut_checkpoint_refused",
       .help = "1: no head is signed any more, the log isn't what was signed before",
       .value = publisher.problem().empty() ? 0.0 : 1.0}};
  const auto lag = eventstore::LagBehind(log, position, clock.Now());
  if (!lag.ok()) return measurements;
  measurements.push_back({.name = "debut_checkpoint_lag_events",
                          .help = "Events that no signed head covers yet",
                          .value = static_cast<double>(lag->events)});
  measurements.push_back({.name = "debut_checkpoint_age_seconds",
                          .help = "How long the first event that no signed head covers has been in "
                                  "the log; 0 without one",
                          .value = absl::ToDoubleSeconds(lag->age)});
  return measurements;
}

}  // namespace

absl::StatusOr<runtime::HostedService> MakeTransparencyService(
    const runtime::ServiceContext& context) {
  const auto& signing = context.config.signing();
  const fs::path data_dir = context.config.data_dir();
  const std::string id = context.raw_log->log_id();
  std::string origin = signing.origin().empty()
                           ? fmt::format("debut/{}", absl::BytesToHexString({id.data(), id.size()}))
                           : signing.origin();
  // The heads of the one before are none of this one's.
  if (const int number = IncarnationOf(PathOr(signing.heads_file(), data_dir, "heads.log"));
      number > 1) {
    origin += fmt::format("/incarnation-{}", number);
  }
  Publisher::Options options{
      .origin = origin,
      .archive_directory = PathOr(signing.archive_dir(), data_dir, "archive"),
      .heads_file = PathOr(signing.heads_file(), data_dir, "heads.log")};
  options.gate = dynamic_cast<eventstore::AppendGate*>(context.raw_log);
  ASSIGN_OR_RETURN(options.retired, ReadKeys(data_dir / kRetiredKeysFile));
  ASSIGN_OR_RETURN(options.witnesses, ReadWitnesses(data_dir / kTrustPolicyFile));
  if (signing.interval_ms() > 0) options.interval = absl::Milliseconds(signing.interval_ms());
  ASSIGN_OR_RETURN(
      auto signer,
      LoadSigningKey({.path = PathOr(signing.key_file(), data_dir, "log.key"),
                      .password_file = signing.key_password_file(),
                      .may_create = signing.key_file().empty() && !fs::exists(options.heads_file)},
                     origin));
  auto publisher =
      std::make_unique<Publisher>(*context.raw_log, std::move(signer), std::move(options));
  auto service = std::make_unique<TransparencyService>(context.reception, *publisher);
  runtime::HostedService hosted = runtime::Hosted<v1::TransparencyService>(std::move(service));
  hosted.measure = [&log = context.store, &behind = *publisher, &clock = context.clock] {
    return Measure(log, behind, clock);
  };
  hosted.background = std::move(publisher);
  return hosted;
}

}  // namespace debut::eventlog
