#include "archive/witness_http.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>

#include "base/status_macros.h"

namespace debut::archive {
namespace {

constexpr std::size_t kMessageBytesMax = 1 << 20;
constexpr int kPollMs = 200;  // How soon a server notices that it is to stop.
constexpr absl::Duration kServeTimeout = absl::Seconds(10);
constexpr std::string_view kScheme = "http://";
constexpr std::string_view kPath = "/add-checkpoint";
constexpr std::string_view kHeadEnd = "\r\n\r\n";

class Socket {
 public:
  explicit Socket(int fd) : fd_(fd) {}
  ~Socket() {
    if (fd_ >= 0) close(fd_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int fd() const { return fd_; }
  int Release() { return std::exchange(fd_, -1); }

  void SetTimeout(absl::Duration timeout) const {
    const timeval limit = absl::ToTimeval(timeout);
    setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
  }

  bool Send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // Adds what has come. False: the other side is done, or silent for too long.
  bool Receive(std::string& bytes) const {
    char buffer[4096];
    const ssize_t received = recv(fd_, buffer, sizeof(buffer), 0);
    if (received <= 0 || bytes.size() > kMessageBytesMax) return false;
    bytes.append(buffer, static_cast<std::size_t>(received));
    return true;
  }

 private:
  int fd_;
};

// The length that the head of a message declares; 0 if it says none.
std::size_t ContentLength(std::string_view head) {
  std::string lower(head);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  constexpr std::string_view kName = "\r\ncontent-length:";
  auto at = lower.find(kName);
  if (at == std::string::npos) return 0;
  at = lower.find_first_not_of(' ', at + kName.size());
  std::size_t length = 0;
  if (at != std::string::npos) {
    std::from_chars(lower.data() + at, lower.data() + lower.size(), length);
  }
  return std::min(length, kMessageBytesMax);
}

// A whole message: head, kHeadEnd, body.
std::string ReceiveMessage(const Socket& socket) {
  std::string message;
  while (true) {
    const auto head = message.find(kHeadEnd);
    if (head != std::string::npos) {
      const std::size_t whole =
          head + kHeadEnd.size() + ContentLength(std::string_view(message).substr(0, head));
      if (message.size() >= whole) return message.substr(0, whole);
    }
    if (!socket.Receive(message)) return message;
  }
}

absl::Status Unreachable(const std::string& where, std::string_view why) {
  return absl::UnavailableError(fmt::format("witness {}: {}", where, why));
}

absl::StatusOr<int> Connect(const std::string& where, absl::Duration timeout) {
  const auto colon = where.rfind(':');
  if (colon == std::string::npos) return Unreachable(where, "expected host:port");
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(where.substr(0, colon).c_str(), where.substr(colon + 1).c_str(), &hints,
                  &found) != 0) {
    return Unreachable(where, "no such host");
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(found, freeaddrinfo);
  Socket socket(::socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, 0));
  socket.SetTimeout(timeout);
  if (socket.fd() < 0 || connect(socket.fd(), found->ai_addr, found->ai_addrlen) != 0) {
    return Unreachable(where, std::strerror(errno));
  }
  return socket.Release();
}

std::string Response(int code, std::string_view type, std::string_view body) {
  return fmt::format(
      "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
      code, code == 200 ? "OK" : "Refused", type, body.size(), body);
}

int CodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kFailedPrecondition:
      return 409;
    case absl::StatusCode::kDataLoss:
      return 422;
    case absl::StatusCode::kInvalidArgument:
      return 400;
    default:
      return 500;
  }
}

}  // namespace

absl::StatusOr<std::string> AskWitness(const std::string& url, const WitnessRequest& request,
                                       absl::Duration timeout) {
  if (!url.starts_with(kScheme)) return Unreachable(url, "expected http://host:port");
  const std::string where =
      url.substr(kScheme.size(), url.find('/', kScheme.size()) - kScheme.size());
  ASSIGN_OR_RETURN(const int fd, Connect(where, timeout));
  const Socket socket(fd);
  const std::string body = request.ToText();
  socket.Send(fmt::format(
      "POST {} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}", kPath,
      where, body.size(), body));
  const std::string response = ReceiveMessage(socket);
  const auto end = response.find(kHeadEnd);
  if (!response.starts_with("HTTP/1.") || end == std::string::npos) {
    return Unreachable(where, "no answer");
  }
  std::string answer = response.substr(end + kHeadEnd.size());
  const std::string code = response.substr(9, 3);
  if (code == "200") return answer;
  if (code == "409") return absl::FailedPreconditionError(answer);
  if (code == "422") return absl::DataLossError(answer);
  return absl::PermissionDeniedError(fmt::format("witness {}: {} {}", where, code, answer));
}

absl::StatusOr<std::unique_ptr<WitnessServer>> WitnessServer::Start(Witness& witness,
                                                                    const std::string& listen,
                                                                    Now now) {
  const auto colon = listen.rfind(':');
  sockaddr_in address{};
  address.sin_family = AF_INET;
  std::uint16_t port = 0;
  const char* const end = listen.data() + listen.size();
  if (colon == std::string::npos ||
      inet_pton(AF_INET, listen.substr(0, colon).c_str(), &address.sin_addr) != 1 ||
      std::from_chars(listen.data() + colon + 1, end, port).ptr != end) {
    return absl::InvalidArgumentError(fmt::format("{} is no IPv4 address with a port", listen));
  }
  address.sin_port = htons(port);
  Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int yes = 1;
  setsockopt(socket.fd(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  socklen_t length = sizeof(address);
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(socket.fd(), generic, length) != 0 || ::listen(socket.fd(), SOMAXCONN) != 0 ||
      getsockname(socket.fd(), generic, &length) != 0) {
    return absl::UnavailableError(fmt::format("{}: {}", listen, std::strerror(errno)));
  }
  return std::unique_ptr<WitnessServer>(
      new WitnessServer(witness, socket.Release(), ntohs(address.sin_port), std::move(now)));
}

WitnessServer::WitnessServer(Witness& witness, int socket, int port, Now now)
    : witness_(witness),
      socket_(socket),
      port_(port),
      now_(std::move(now)),
      thread_([this](const std::stop_token& stop) { Serve(stop); }) {}

WitnessServer::~WitnessServer() {
  thread_.request_stop();
  thread_.join();
  close(socket_);
}

void WitnessServer::Serve(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
    if (poll(&waiting, 1, kPollMs) <= 0) continue;
    const Socket client(accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC));
    if (client.fd() < 0) continue;
    client.SetTimeout(kServeTimeout);
    client.Send(Answer(ReceiveMessage(client)));
  }
}

std::string WitnessServer::Answer(std::string_view request) {
  const auto end = request.find(kHeadEnd);
  if (end == std::string_view::npos || !request.starts_with(fmt::format("POST {} ", kPath))) {
    return Response(404, "text/plain", "POST /add-checkpoint\n");
  }
  const auto asked = WitnessRequest::FromText(request.substr(end + kHeadEnd.size()));
  const auto line = asked.ok() ? witness_.Cosign(*asked, now_()) : asked.status();
  if (line.ok()) return Response(200, "text/plain", *line);
  const bool other_size = absl::IsFailedPrecondition(line.status());
  return Response(CodeOf(line.status()), other_size ? "text/x.tlog.size" : "text/plain",
                  std::string(line.status().message()) + "\n");
}

}  // namespace debut::archive
