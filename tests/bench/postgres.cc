#include <fmt/format.h>
#include <libpq-fe.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/ensure.h"
#include "tests/bench/yardsticks.h"

namespace debut::bench {
namespace {

constexpr char kPrograms[] = "/usr/lib/postgresql/15/bin";
constexpr char kSchema[] = R"(
CREATE TABLE event (position bigint PRIMARY KEY, stream text NOT NULL, version bigint NOT NULL,
                    type text NOT NULL, payload bytea NOT NULL, UNIQUE (stream, version));
CREATE TABLE head (position bigint NOT NULL);
INSERT INTO head VALUES (0);
CREATE TABLE stream (name text PRIMARY KEY, version bigint NOT NULL);
CREATE FUNCTION append(s text, expected bigint, t text, p bytea) RETURNS bigint AS $$
DECLARE v bigint; pos bigint;
BEGIN
  INSERT INTO stream VALUES (s, 1) ON CONFLICT (name) DO UPDATE SET version = stream.version + 1
    RETURNING version INTO v;
  IF v <> expected + 1 THEN RAISE EXCEPTION 'stream % is at %', s, v - 1; END IF;
  UPDATE head SET position = position + 1 RETURNING position INTO pos;
  INSERT INTO event VALUES (pos, s, v, t, p);
  RETURN pos;
END $$ LANGUAGE plpgsql;)";

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

// PostgreSQL refuses to run as root: then as the account that its package makes.
int RunAsPostgres(const std::string& command) {
  const std::string prefix = ::geteuid() == 0 ? "runuser -u postgres -- sh -c " : "sh -c ";
  return std::system((prefix + "'" + command + "' >/dev/null 2>&1").c_str());
}

Connection Connect(const std::filesystem::path& directory) {
  return {
      PQconnectdb(fmt::format("host={} dbname=postgres user=postgres", directory.string()).c_str()),
      &PQfinish};
}

}  // namespace

Postgres::Postgres(const std::filesystem::path& directory) : directory_(directory) {
  if (!std::filesystem::exists(std::filesystem::path(kPrograms) / "initdb")) {
    fmt::print(stderr, "P11 is skipped: package postgresql-15 is not installed\n");
    return;
  }
  std::filesystem::create_directories(directory_);
  std::filesystem::permissions(directory_, std::filesystem::perms::all);
  const std::string data = directory_ / "data";
  if (RunAsPostgres(fmt::format("{}/initdb -D {} -U postgres -A trust", kPrograms, data)) != 0 ||
      RunAsPostgres(fmt::format("{}/pg_ctl -D {} -w -l {}/log -o \"-k {} -c listen_addresses= "
                                "-c max_connections=100 -c fsync=on\" start",
                                kPrograms, data, directory_.string(), directory_.string())) != 0) {
    fmt::print(stderr, "P11 is skipped: PostgreSQL did not start in {}\n", directory_.string());
    return;
  }
  running_ = true;
  const Connection connection = Connect(directory_);
  const Result result(PQexec(connection.get(), kSchema), &PQclear);
  ENSURE(PQresultStatus(result.get()) == PGRES_COMMAND_OK, PQerrorMessage(connection.get()));
}

Postgres::~Postgres() {
  if (running_)
    RunAsPostgres(fmt::format("{}/pg_ctl -D {} -m immediate stop", kPrograms,
                              (directory_ / "data").string()));
}

double Postgres::AppendsPerSecond(int clients, double seconds) const {
  static std::atomic<std::uint64_t> next_stream = 0;
  std::atomic<std::uint64_t> appended = 0;
  const auto start = std::chrono::steady_clock::now();
  const auto end = start + std::chrono::duration<double>(seconds);
  std::vector<std::jthread> threads;
  for (int c = 0; c < clients; ++c) {
    threads.emplace_back([&] {
      const Connection connection = Connect(directory_);
      const std::string payload(256, 'p');
      const Result prepared(PQprepare(connection.get(), "append",
                                      "SELECT append($1, 0, 'AwardProposed', $2)", 2, nullptr),
                            &PQclear);
      while (std::chrono::steady_clock::now() < end) {
        const std::string stream = fmt::format("claim-{}", ++next_stream);
        const char* values[] = {stream.c_str(), payload.c_str()};
        const Result result(
            PQexecPrepared(connection.get(), "append", 2, values, nullptr, nullptr, 0), &PQclear);
        ENSURE(PQresultStatus(result.get()) == PGRES_TUPLES_OK, PQerrorMessage(connection.get()));
        ++appended;
      }
    });
  }
  threads.clear();
  return static_cast<double>(appended) /
         std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace debut::bench
