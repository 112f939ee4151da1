#include "runtime/scrape.h"

#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "absl/strings/str_split.h"
#include "base/status_macros.h"
#include "runtime/config.h"

namespace debut::runtime {
namespace {

constexpr std::size_t kAnswerBytesMax = 16 << 20;

// Reads one line from its front on.
class LineReader {
 public:
  explicit LineReader(std::string_view line) : rest_(line) {}

  std::string TakeUntil(std::string_view ends) {
    const std::size_t end = std::min(rest_.find_first_of(ends), rest_.size());
    std::string taken(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return taken;
  }
  bool Take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // What stands in quotes, of which the first was taken; false: they don't end.
  bool TakeQuoted(std::string& value) {
    for (; !rest_.empty(); rest_.remove_prefix(1)) {
      const char c = rest_.front();
      if (c == '"') return Take('"');
      if (c != '\\') {
        value += c;
        continue;
      }
      rest_.remove_prefix(1);
      if (rest_.empty()) return false;
      value += rest_.front() == 'n' ? '\n' : rest_.front();
    }
    return false;
  }
  bool TakeLabels(std::map<std::string, std::string>& labels) {
    while (!Take('}')) {
      const std::string name = TakeUntil("=");
      if (!Take('=') || !Take('"') || !TakeQuoted(labels[name])) return false;
      Take(',');
    }
    return true;
  }

 private:
  std::string_view rest_;
};

bool ParseSample(std::string_view line, Sample& sample) {
  LineReader reader(line);
  sample.name = reader.TakeUntil("{ ");
  if (reader.Take('{') && !reader.TakeLabels(sample.labels)) return false;
  if (!reader.Take(' ')) return false;
  const std::string value = reader.TakeUntil(" ");
  char* end = nullptr;
  sample.value = std::strtod(value.c_str(), &end);
  return !sample.name.empty() && !value.empty() && *end == '\0';
}

absl::Status Unavailable(const std::string& address, std::string_view why) {
  return absl::UnavailableError(fmt::format("http://{}: {}", address, why));
}

class Socket {
 public:
  explicit Socket(int fd) : fd_(fd) {}
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket(const Socket&) = delete;
  ~Socket() {
    if (fd_ >= 0) close(fd_);
  }
  int fd() const { return fd_; }

 private:
  int fd_;
};

absl::StatusOr<Socket> Connect(const std::string& address, absl::Duration timeout) {
  const auto endpoint = ParseEndpoint(address);
  if (!endpoint) return absl::InvalidArgumentError(address + " is not HOST:PORT");
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int resolved =
      getaddrinfo(endpoint->host.c_str(), std::to_string(endpoint->port).c_str(), &hints, &found);
  if (resolved != 0) return Unavailable(address, gai_strerror(resolved));
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, freeaddrinfo);
  const timeval patience = absl::ToTimeval(timeout);
  int error = 0;
  for (const addrinfo* next = addresses.get(); next != nullptr; next = next->ai_next) {
    Socket socket_of_one(
        socket(next->ai_family, next->ai_socktype | SOCK_CLOEXEC, next->ai_protocol));
    if (socket_of_one.fd() < 0) continue;
    setsockopt(socket_of_one.fd(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    setsockopt(socket_of_one.fd(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    if (connect(socket_of_one.fd(), next->ai_addr, next->ai_addrlen) == 0) return socket_of_one;
    error = errno;
  }
  return Unavailable(address, std::strerror(error));
}

}  // namespace

absl::StatusOr<std::vector<Sample>> ParseSamples(std::string_view text) {
  std::vector<Sample> samples;
  for (const absl::string_view line :
       absl::StrSplit(absl::string_view(text.data(), text.size()), '\n', absl::SkipEmpty())) {
    if (line.front() == '#') continue;
    Sample sample;
    if (!ParseSample({line.data(), line.size()}, sample)) {
      return absl::InvalidArgumentError(fmt::format("no sample: {}", std::string(line)));
    }
    samples.push_back(std::move(sample));
  }
  return samples;
}

absl::StatusOr<std::string> HttpGet(const std::string& address, const std::string& path,
                                    absl::Duration timeout) {
  ASSIGN_OR_RETURN(const Socket connection, Connect(address, timeout));
  // HTTP/1.0: the answer ends where the connection does, and isn't chunked.
  const std::string request = fmt::format("GET {} HTTP/1.0\r\nHost: {}\r\n\r\n", path, address);
  if (send(connection.fd(), request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size())) {
    return Unavailable(address, std::strerror(errno));
  }
  std::string answer;
  std::string buffer(1 << 16, '\0');
  for (;;) {
    const ssize_t count = recv(connection.fd(), buffer.data(), buffer.size(), 0);
    if (count < 0) return Unavailable(address, std::strerror(errno));
    if (count == 0) break;
    answer.append(buffer, 0, static_cast<std::size_t>(count));
    if (answer.size() > kAnswerBytesMax) return Unavailable(address, "the answer doesn't end");
  }
  const std::size_t body = answer.find("\r\n\r\n");
  const std::string status = answer.substr(0, answer.find("\r\n"));
  if (body == std::string::npos || status.find(" 200 ") == std::string::npos) {
    return Unavailable(address, status.empty() ? "no answer" : status);
  }
  return answer.substr(body + 4);
}

absl::StatusOr<std::vector<Sample>> Scrape(const std::string& address, absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::string text, HttpGet(address, "/metrics", timeout));
  return ParseSamples(text);
}

}  // namespace debut::runtime
