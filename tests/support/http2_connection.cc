#include "tests/support/http2_connection.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <vector>

#include "absl/time/clock.h"
#include "base/status_macros.h"

namespace debut::test {
namespace {

constexpr std::string_view kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
constexpr std::size_t kFrameHeaderBytes = 9;
enum FrameType : std::uint8_t {
  kData = 0,
  kHeaders = 1,
  kReset = 3,
  kSettings = 4,
  kPing = 6,
  kGoaway = 7
};
constexpr std::uint8_t kEndStream = 1;
constexpr std::uint8_t kEndHeaders = 4;
constexpr std::uint32_t kCancel = 8;

std::string BigEndian(std::uint32_t number, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    text.push_back(static_cast<char>(number >> shift));
  return text;
}

std::uint32_t NumberAt(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t number = 0;
  for (int i = 0; i < count; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return number;
}

std::string Frame(FrameType type, std::uint8_t flags, std::uint32_t stream,
                  const std::string& payload) {
  std::string frame = BigEndian(static_cast<std::uint32_t>(payload.size()), 3);
  frame.push_back(static_cast<char>(type));
  frame.push_back(static_cast<char>(flags));
  return frame + BigEndian(stream, 4) + payload;
}

// HPACK (RFC 7541): a text of less than 127 bytes, not compressed.
std::string Text(const std::string& text) {
  return std::string(1, static_cast<char>(text.size())) + text;
}

sockaddr_in AddressOf(const std::string& host, int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  inet_pton(AF_INET, host.c_str(), &address.sin_addr);
  return address;
}

// A connected socket that doesn't block; -1 and errno.
int Connected(const std::string& address, const std::string& from) {
  const std::size_t colon = address.find(':');
  const sockaddr_in to = AddressOf(address.substr(0, colon), std::stoi(address.substr(colon + 1)));
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (!from.empty()) {
    const sockaddr_in own = AddressOf(from, 0);
    bind(fd, reinterpret_cast<const sockaddr*>(&own), sizeof(own));
  }
  if (connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) == 0) return fd;
  const int why = errno;
  close(fd);
  errno = why;
  return -1;
}

}  // namespace

std::string CallFrame(std::uint32_t stream, const std::string& path) {
  // ":method: POST" and ":scheme: http" of the static table, the others as literals.
  const std::string block = "\x83\x86\x04" + Text(path) + "\x01" + Text("localhost") +
                            std::string("\x0f\x10") + Text("application/grpc") +
                            std::string(1, '\0') + Text("te") + Text("trailers");
  return Frame(kHeaders, kEndHeaders, stream, block);
}

std::string MessageFrame(std::uint32_t stream) {
  return Frame(kData, kEndStream, stream, std::string(5, '\0'));
}

std::string ResetFrame(std::uint32_t stream) {
  return Frame(kReset, 0, stream, BigEndian(kCancel, 4));
}

std::string PingFrame() { return Frame(kPing, 0, 0, "8 bytes."); }

std::string SettingsFrame() { return Frame(kSettings, 0, 0, ""); }

absl::StatusOr<std::unique_ptr<Http2Connection>> Http2Connection::Open(const Options& options) {
  std::signal(SIGPIPE, SIG_IGN);
  std::unique_ptr<Http2Connection> connection(new Http2Connection(options.reads));
  RETURN_IF_ERROR(connection->Connect(options));
  if (!connection->Send(std::string(kPreface) + SettingsFrame()))
    return absl::UnavailableError("the connection was closed at once");
  return connection;
}

absl::Status Http2Connection::Connect(const Options& options) {
  fd_ = Connected(options.address, options.from);
  if (fd_ < 0) return absl::UnavailableError(std::strerror(errno));
  if (options.tls != nullptr) RETURN_IF_ERROR(Handshake(*options.tls));
  fcntl(fd_, F_SETFL, O_NONBLOCK);
  return absl::OkStatus();
}

absl::Status Http2Connection::Handshake(const config::v1::Tls& tls) {
  context_.reset(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_mode(context_.get(),
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_use_certificate_chain_file(context_.get(), tls.certificate_file().c_str());
  SSL_CTX_use_PrivateKey_file(context_.get(), tls.key_file().c_str(), SSL_FILETYPE_PEM);
  constexpr unsigned char kAlpn[] = {2, 'h', '2'};
  SSL_CTX_set_alpn_protos(context_.get(), kAlpn, sizeof(kAlpn));
  tls_.reset(SSL_new(context_.get()));
  SSL_set_fd(tls_.get(), fd_);
  if (SSL_connect(tls_.get()) == 1) return absl::OkStatus();
  return absl::UnavailableError("the handshake failed");
}

Http2Connection::~Http2Connection() {
  tls_.reset();
  if (fd_ >= 0) close(fd_);
}

bool Http2Connection::Poll(short events, absl::Duration patience) const {
  pollfd polled = {fd_, events, 0};
  return poll(&polled, 1, static_cast<int>(absl::ToInt64Milliseconds(patience))) > 0;
}

int Http2Connection::Outcome(int count) const {
  if (count > 0) return count;
  if (tls_ == nullptr) return count < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
  const int why = SSL_get_error(tls_.get(), count);
  return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

int Http2Connection::Write(std::string_view bytes) {
  const int size = static_cast<int>(bytes.size());
  if (tls_ != nullptr) return Outcome(SSL_write(tls_.get(), bytes.data(), size));
  return Outcome(static_cast<int>(send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL)));
}

int Http2Connection::Read(char* bytes, int size) {
  if (tls_ != nullptr) return Outcome(SSL_read(tls_.get(), bytes, size));
  return Outcome(static_cast<int>(recv(fd_, bytes, static_cast<std::size_t>(size), 0)));
}

bool Http2Connection::ReadAll() {
  char bytes[16 << 10];
  while (true) {
    const int count = Read(bytes, sizeof(bytes));
    if (count <= 0) return count == 0;
    received_.append(bytes, static_cast<std::size_t>(count));
    TakeFrames();
  }
}

void Http2Connection::TakeFrames() {
  std::size_t at = 0;
  while (received_.size() - at >= kFrameHeaderBytes) {
    const std::size_t size = kFrameHeaderBytes + NumberAt(received_, at, 3);
    if (received_.size() - at < size) break;
    if (received_[at + 3] == kGoaway)
      goaway_ = static_cast<int>(NumberAt(received_, at + kFrameHeaderBytes + 4, 4));
    at += size;
  }
  received_.erase(0, at);
}

bool Http2Connection::Send(std::string_view frames, absl::Duration patience) {
  absl::Time deadline = absl::Now() + patience;
  while (!frames.empty()) {
    if (reads_ && !ReadAll()) return false;
    const int sent = Write(frames);
    if (sent < 0 || absl::Now() > deadline) return false;
    frames.remove_prefix(static_cast<std::size_t>(sent));
    if (sent > 0) deadline = absl::Now() + patience;
    if (sent == 0) {
      const auto events = static_cast<short>(reads_ ? POLLIN | POLLOUT : POLLOUT);
      if (!Poll(events, deadline - absl::Now())) return false;
    }
  }
  return true;
}

bool Http2Connection::WaitForEnd(absl::Duration patience) {
  const absl::Time deadline = absl::Now() + patience;
  while (ReadAll()) {
    if (absl::Now() > deadline || !Poll(POLLIN, deadline - absl::Now())) return false;
  }
  return true;
}

int ConnectionsKept(const std::string& address, const std::string& from, int count, int expected) {
  constexpr int kPatienceMs = 20'000;
  std::vector<pollfd> open;
  for (int i = 0; i < count; ++i) {
    const int fd = Connected(address, from);
    if (fd >= 0) open.push_back({fd, POLLIN, 0});
  }
  const auto over = [](const pollfd& polled) {
    char byte = 0;
    if (polled.revents == 0 || recv(polled.fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) > 0) return false;
    close(polled.fd);
    return true;
  };
  while (open.size() > static_cast<std::size_t>(expected) &&
         poll(open.data(), open.size(), kPatienceMs) > 0) {
    if (std::erase_if(open, over) == 0) break;
  }
  for (const pollfd& polled : open) close(polled.fd);
  return static_cast<int>(open.size());
}

}  // namespace debut::test
