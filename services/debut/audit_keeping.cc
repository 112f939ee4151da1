#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "archive/files.h"
#include "archive/heads_log.h"
#include "base/status_macros.h"
#include "debut/eventlog/v1/log_events.pb.h"
#include "decision/fact_codec.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "services/debut/audit.h"
#include "services/debut/client.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using eventstore_rocksdb::RocksDbEventStore;
using transparency::Checkpoint;
using transparency::NoteSigner;

struct KeepingCommand {
  std::string data_dir;
  std::string heads;
  std::string archive;
  std::string key_file;
  std::string new_key_file;
  std::string password_file;
  std::string new_password_file;
  std::string reason;
  bool takes_over = false;

  fs::path data() const { return fs::absolute(data_dir); }
  fs::path PathOr(const std::string& given, const char* name) const {
    return given.empty() ? data() / name : fs::absolute(given);
  }
};

// A stopped server's log with the last head that it has signed.
struct StoppedLog {
  std::unique_ptr<RocksDbEventStore> store;
  std::string note;
  Checkpoint head;
};

absl::StatusOr<StoppedLog> OpenStopped(const KeepingCommand& command) {
  if (IsServed(command.data() / "log")) {
    return absl::UnavailableError("the server is running: stop it first");
  }
  if (!fs::exists(command.data() / "log")) {
    return absl::InvalidArgumentError(
        fmt::format("{} is no data directory: it has no `log`", command.data_dir));
  }
  StoppedLog log;
  ASSIGN_OR_RETURN(const auto heads,
                   archive::HeadsLog::Open(command.PathOr(command.heads, "heads.log")));
  if (!heads.last()) return absl::InvalidArgumentError("no head was signed yet");
  log.note = *heads.last();
  ASSIGN_OR_RETURN(log.head, Checkpoint::FromText(transparency::TextOfNote(log.note)));
  eventstore_rocksdb::Options options;
  options.directory = command.data() / "log";
  ASSIGN_OR_RETURN(log.store, RocksDbEventStore::Open(std::move(options)));
  return log;
}

absl::StatusOr<std::uint64_t> Record(const StoppedLog& log, const google::protobuf::Message& fact,
                                     Session& session) {
  eventstore::Event event = decision::EncodeFact(fact);
  event.principal = session.client().principal();
  ASSIGN_OR_RETURN(const auto appended, log.store->Append({std::move(event)}, {}));
  return appended.last.value;
}

// Whether the log has what its last head says.
absl::StatusOr<bool> HonoursItsHead(const StoppedLog& log) {
  ASSIGN_OR_RETURN(const auto size, log.store->Head());
  if (size.value < log.head.size) return false;
  ASSIGN_OR_RETURN(const std::string root,
                   log.store->TreeRoot(eventstore::Position{log.head.size}));
  return root == transparency::Bytes(log.head.root);
}

absl::Status BeginIncarnation(const KeepingCommand& command, Session& session) {
  ASSIGN_OR_RETURN(const StoppedLog log, OpenStopped(command));
  ASSIGN_OR_RETURN(const bool honoured, HonoursItsHead(log));
  if (honoured && !command.takes_over) {
    return absl::InvalidArgumentError(
        "nothing is lost: the log has what its last head says. A copy that is to take over from a "
        "log which may have more, or come back, says so: --takes-over");
  }
  const fs::path heads = command.PathOr(command.heads, "heads.log");
  const fs::path archive_dir = command.PathOr(command.archive, "archive");
  int number = 1;
  const auto kept = [&](const fs::path& path) {
    return fmt::format("{}.incarnation-{}", path.string(), number);
  };
  while (fs::exists(kept(heads))) ++number;
  eventlog::v1::IncarnationBegun begun;
  begun.set_log(log.head.origin);
  begun.set_incarnation(static_cast<std::uint32_t>(number) + 1);
  begun.set_lost_head(log.note);
  begun.set_reason(command.reason);
  ASSIGN_OR_RETURN(const std::uint64_t position, Record(log, begun, session));
  // Only now: who is interrupted here begins it again, and has recorded it twice.
  std::error_code error;
  if (fs::exists(archive_dir)) fs::rename(archive_dir, kept(archive_dir), error);
  if (!error) fs::rename(heads, kept(heads), error);
  if (error) return absl::UnavailableError(error.message());
  fmt::print(
      "incarnation {} begins at position {}, which holds the head of {} events{}.\n"
      "Its heads have a name of their own: tell every auditor and witness. The old heads are kept "
      "in {}\n",
      number + 1, position, log.head.size, honoured ? " that it goes on from" : " that was lost",
      kept(heads));
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadPassword(const std::string& file) {
  if (file.empty()) return std::string();
  ASSIGN_OR_RETURN(const std::string text, archive::ReadFile(file));
  return text.substr(0, text.find('\n'));
}

absl::StatusOr<NoteSigner> LoadKey(const std::string& name, const std::string& pem,
                                   const std::string& password_file) {
  ASSIGN_OR_RETURN(const std::string password, ReadPassword(password_file));
  return NoteSigner::FromPem(name, pem, password);
}

// The last change of the key that the log holds; nothing: it has always been one.
struct Rotation {
  eventlog::v1::SigningKeyRotated fact;
  std::uint64_t position = 0;
};
absl::StatusOr<std::optional<Rotation>> LastRotation(const StoppedLog& log) {
  std::optional<Rotation> last;
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto head,
      log.store->Read(
          {{{.types = decision::TypesOf<eventlog::v1::SigningKeyRotated>(), .tags = {}}}},
          {.direction = eventstore::Direction::kBackwards, .limit = 1},
          [&](const eventstore::SequencedEvent& event) {
            decision::On<eventlog::v1::SigningKeyRotated>(event, [&](const auto& fact) {
              last = {fact, event.position.value};
            });
            return true;
          }));
  return last;
}

// Once, whoever was interrupted and begins again.
absl::Status AddRetiredKey(const fs::path& file, const std::string& key) {
  const auto keys = archive::ReadFile(file);
  if (keys.ok() && ("\n" + *keys).find("\n" + key + "\n") != std::string::npos) {
    return absl::OkStatus();
  }
  return archive::AppendToFile(file, key + "\n");
}

// Of the event that records it; it may have been recorded before an interruption.
absl::StatusOr<std::uint64_t> RecordRotation(const KeepingCommand& command, const StoppedLog& log,
                                             const NoteSigner& old_key, const std::string& new_text,
                                             Session& session) {
  ASSIGN_OR_RETURN(const auto last, LastRotation(log));
  const std::string old_text = old_key.verifier().ToText();
  if (last && last->fact.old_key() == old_text && last->fact.new_key() == new_text) {
    return last->position;
  }
  eventlog::v1::SigningKeyRotated rotated;
  rotated.set_log(log.head.origin);
  rotated.set_old_key(old_text);
  rotated.set_new_key(new_text);
  rotated.set_endorsement(old_key.Sign(fmt::format("debut/key-rotation/v1\n{}\n", new_text)));
  rotated.set_reason(command.reason);
  return Record(log, rotated, session);
}

absl::Status RotateKey(const KeepingCommand& command, Session& session) {
  ASSIGN_OR_RETURN(const StoppedLog log, OpenStopped(command));
  ASSIGN_OR_RETURN(const bool honoured, HonoursItsHead(log));
  if (!honoured) return absl::InvalidArgumentError("ROLLBACK: the log lacks what its head says");
  const fs::path key_file = command.PathOr(command.key_file, "log.key");
  ASSIGN_OR_RETURN(const std::string old_pem, archive::ReadFile(key_file));
  ASSIGN_OR_RETURN(const std::string new_pem, archive::ReadFile(command.new_key_file));
  ASSIGN_OR_RETURN(const auto new_key,
                   LoadKey(log.head.origin, new_pem, command.new_password_file));
  const std::string new_text = new_key.verifier().ToText();
  if (old_pem == new_pem) {
    ASSIGN_OR_RETURN(const auto last, LastRotation(log));
    if (!last || last->fact.new_key() != new_text) {
      return absl::InvalidArgumentError("the new key is the old one");
    }
    fmt::print("done already: from position {} on the heads are signed by\n{}\n", last->position,
               new_text);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const auto old_key, LoadKey(log.head.origin, old_pem, command.password_file));
  if (new_key.verifier() == old_key.verifier()) {
    return absl::InvalidArgumentError("the new key is the old one");
  }
  ASSIGN_OR_RETURN(const std::uint64_t position,
                   RecordRotation(command, log, old_key, new_text, session));
  RETURN_IF_ERROR(AddRetiredKey(command.data() / "retired.keys", old_key.verifier().ToText()));
  RETURN_IF_ERROR(
      archive::WriteFile(key_file.string() + ".retired", old_pem, archive::kReadableByOwner));
  // The last step: until then the same command goes on where it was interrupted.
  RETURN_IF_ERROR(archive::WriteFile(key_file, new_pem, archive::kReadableByOwner));
  fmt::print(
      "from position {} on the heads are signed by\n{}\nThe old key vouches for it there, and "
      "is kept in {}.retired. Auditors trust both: --key OLD --key NEW\n",
      position, new_text, key_file.string());
  return absl::OkStatus();
}

void AddPlaces(CLI::App& verb, KeepingCommand& command) {
  verb.add_option("--data-dir", command.data_dir, "of the stopped server")->required();
  verb.add_option("--heads", command.heads, "signed heads (default: heads.log of the data)");
  verb.add_option("--reason", command.reason, "what the log records about it")->required();
}

}  // namespace

void AddAuditKeeping(CLI::App& audit, Session& session) {
  const auto command = std::make_shared<KeepingCommand>();
  CLI::App* incarnation =
      audit.add_subcommand("incarnation", "Go on with a log that has lost signed events for good");
  incarnation->require_subcommand(1);
  incarnation->fallthrough();
  CLI::App* begin = session.AddVerb(
      *incarnation, "begin",
      "Record the head that was lost, and let the log be signed anew under another name",
      "  debut --as 王芳 audit incarnation begin --data-dir /var/lib/debut --reason 'disk 7 "
      "failed'",
      [=, &session] { return BeginIncarnation(*command, session); });
  AddPlaces(*begin, *command);
  begin->add_option("--archive", command->archive, "(default: archive of the data)");
  begin->add_flag("--takes-over", command->takes_over,
                  "this is a copy, such as a restored backup, that goes on in the place of a log "
                  "which may have recorded more, or may come back: its heads are told apart");

  CLI::App* key = audit.add_subcommand("key", "The key that signs the log's heads");
  key->require_subcommand(1);
  key->fallthrough();
  CLI::App* rotate = session.AddVerb(
      *key, "rotate", "Replace the key: an event in which the old one vouches for the new one",
      "  deploy/make-log-key /root/new.key\n"
      "  debut --as 王芳 audit key rotate --data-dir /var/lib/debut --new-key /root/new.key \\\n"
      "      --reason 'yearly'",
      [=, &session] { return RotateKey(*command, session); });
  AddPlaces(*rotate, *command);
  rotate->add_option("--new-key", command->new_key_file, "private Ed25519 key, PEM")->required();
  rotate->add_option("--key-file", command->key_file, "(default: log.key of the data)");
  rotate->add_option("--password-file", command->password_file, "of the old key");
  rotate->add_option("--new-password-file", command->new_password_file, "of the new key");
}

}  // namespace debut::cli
