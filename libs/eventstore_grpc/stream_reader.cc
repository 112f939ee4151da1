#include "eventstore_grpc/stream_reader.h"

#include <utility>

#include "eventstore_grpc/status_mapping.h"

namespace debut::eventstore_grpc {

StreamReader::StreamReader(const LogConnection& log, eventlog::v1::SubscribeRequest request)
    : request_(std::move(request)) {
  log.Prepare(context_, absl::InfiniteDuration());
  log.stub().async()->Subscribe(&context_, &request_, this);
  AddHold();  // Reads are started by Next(), outside of gRPC's reactions.
  StartRead(&arriving_);
  StartCall();
}

StreamReader::~StreamReader() { End().IgnoreError(); }

bool StreamReader::Next(absl::Duration silence_max, const std::stop_token& stop,
                        eventlog::v1::SubscribeResponse& message) {
  std::unique_lock lock(mutex_);
  const bool arrived = changed_.wait_for(lock, stop, absl::ToChronoNanoseconds(silence_max),
                                         [&] { return !reading_ || ending_; });
  if (!arrived || ending_ || stop.stop_requested()) return false;
  std::swap(message, arriving_);
  reading_ = true;
  lock.unlock();
  StartRead(&arriving_);
  return true;
}

absl::Status StreamReader::End() {
  std::unique_lock lock(mutex_);
  const bool done = done_;
  const bool holding = !std::exchange(ending_, true) && !reading_;
  lock.unlock();
  if (!done) context_.TryCancel();
  if (holding) RemoveHold();
  lock.lock();
  changed_.wait(lock, [&] { return done_; });
  return status_.ok() ? absl::UnavailableError("the event log ended the subscription")
                      : FromGrpcStatus(status_);
}

void StreamReader::OnReadDone(bool ok) {
  std::unique_lock lock(mutex_);
  reading_ = false;
  ending_ = ending_ || !ok;
  const bool holding = ending_;
  changed_.notify_all();
  lock.unlock();
  if (holding) RemoveHold();
}

void StreamReader::OnDone(const grpc::Status& status) {
  const std::lock_guard lock(mutex_);
  status_ = status;
  done_ = true;
  changed_.notify_all();
}

}  // namespace debut::eventstore_grpc
