#include "services/debut/server_source.h"

#include "base/status_macros.h"
#include "debut/eventlog/v1/eventlog_service.pb.h"
#include "debut/eventlog/v1/transparency_service.pb.h"
#include "services/debut/audit.h"

namespace debut::cli {

namespace v1 = eventlog::v1;

absl::StatusOr<ServerSource> ServerSource::Open(const Client& client) {
  v1::GetCheckpointResponse head;
  RETURN_IF_ERROR(client.Call(std::string(kTransparencyService) + "GetCheckpoint",
                              v1::GetCheckpointRequest(), head));
  ServerSource source(client);
  source.note_ = head.note();
  source.verifier_key_ = head.verifier_key();
  source.problem_ = head.problem();
  source.size_ = head.size();
  return source;
}

absl::Status ServerSource::ReadEntries(std::uint64_t first, std::uint64_t count,
                                       Visit visit) const {
  v1::ReadRequest request;
  request.set_after_position(first - 1);
  request.set_up_to_position(first + count - 1);
  if (request.up_to_position() > size_) request.set_up_to_position(size_);
  if (request.after_position() >= request.up_to_position()) return absl::OkStatus();
  while (true) {
    v1::ReadResponse page;
    RETURN_IF_ERROR(client_->Call("debut.eventlog.v1.EventLogService/Read", request, page));
    std::uint64_t place = request.after_position();
    for (const v1::Entry& entry : page.entries()) {
      // The canonical form is that of the serialiser, fields that it doesn't know at the end.
      visit(++place, "", entry.SerializeAsString());
    }
    if (!page.more()) return absl::OkStatus();
    request.set_after_position(page.next_position());
  }
}

absl::StatusOr<std::string> ServerSource::ReadTile(const transparency::TileId&,
                                                   std::uint64_t) const {
  return absl::UnavailableError("a server hands out no tiles: verify a copy of its archive");
}

}  // namespace debut::cli
