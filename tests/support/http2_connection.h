#pragma once

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "debut/config/v1/config.pb.h"

namespace debut::test {

// Frames of HTTP/2 (RFC 9113), as bytes. Streams of a client are odd and rise.
std::string CallFrame(std::uint32_t stream, const std::string& path);  // HEADERS.
std::string MessageFrame(std::uint32_t stream);  // DATA: an empty message of gRPC, the only one.
std::string ResetFrame(std::uint32_t stream);
std::string PingFrame();
std::string SettingsFrame();

// A client that writes whatever frames it is told, which no library of HTTP/2 would. What the peer
// says is read and thrown away, but for what it says in the end. Not thread-safe.
class Http2Connection {
 public:
  struct Options {
    std::string address;    // "127.0.0.1:7420".
    std::string from = {};  // "127.0.0.2": of the machine's addresses, not the usual one.
    const config::v1::Tls* tls = nullptr;  // The certificate that it shows; null: plain text.
    bool reads = true;                     // Else the peer's answers pile up at the peer.
  };
  // UNAVAILABLE: nobody listens, or the handshake fails.
  static absl::StatusOr<std::unique_ptr<Http2Connection>> Open(const Options& options);
  ~Http2Connection();

  // false: the peer has closed the connection, or has taken nothing for `patience`.
  bool Send(std::string_view frames, absl::Duration patience = absl::Seconds(20));

  // Reads until the peer closes the connection; false: it has not within `patience`.
  bool WaitForEnd(absl::Duration patience = absl::Seconds(20));

  // The error code of its GOAWAY; -1 if there was none.
  int goaway() const { return goaway_; }

 private:
  explicit Http2Connection(bool reads) : reads_(reads) {}
  absl::Status Connect(const Options& options);
  absl::Status Handshake(const config::v1::Tls& tls);
  // Bytes; 0: not now; -1: the connection is over.
  int Write(std::string_view bytes);
  int Read(char* bytes, int size);
  int Outcome(int count) const;
  bool ReadAll();
  void TakeFrames();
  bool Poll(short events, absl::Duration patience) const;

  const bool reads_;
  int fd_ = -1;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, SSL_free};
  std::string received_;
  int goaway_ = -1;
};

// How many TCP connections of `count`, opened one after the other and left silent, the peer keeps:
// waits until it has closed all but `expected`. For peers that don't speak first.
int ConnectionsKept(const std::string& address, const std::string& from, int count, int expected);

}  // namespace debut::test
