#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "runtime/exit_codes.h"
#include "tests/support/build_tree.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace debut::test {

namespace fs = std::filesystem;

// A server on data of its own, an auditor with the command line, and independent programs.
class AuditedLog : public ::testing::Test {
 protected:
  void SetUp() override {
    const fs::path file = directory_.path() / "years.jsonl";
    const Ended written =
        Debut({"demonstration", "--enterprises", "200", "--out", file, "--policy",
               test::SourcePath("deploy/policy/first-created-products-2020.txtpb")});
    ASSERT_EQ(written.exit_code, 0) << written.output;
    demonstration_.open(file);
  }

  struct Ended {
    int exit_code = -1;
    std::string output;
  };
  Ended Run(const std::string& program, std::vector<std::string> arguments,
            std::vector<std::string> environment = {}) {
    const std::string name = "run" + std::to_string(++runs_);
    auto process = Process::Run({.program = program,
                                 .arguments = std::move(arguments),
                                 .directory = directory_.path(),
                                 .name = name,
                                 .environment = std::move(environment)});
    if (!process.ok()) return {-1, process.status().ToString()};
    const int code = (*process)->WaitExit(absl::Seconds(300)).value_or(-1);
    return {code, (*process)->Log()};
  }
  Ended Debut(std::vector<std::string> arguments) {
    if (server_ != nullptr) {
      arguments.insert(arguments.begin(), {"--server", server_->address()});
    }
    return Run(test::ProgramPath("debut"), std::move(arguments));
  }

  absl::Status Serve() {
    auto server = Process::Start({.program = test::ProgramPath("debutd"),
                                  .arguments = {"--data-dir", data_},
                                  .directory = directory_.path(),
                                  .name = "debutd"});
    if (!server.ok()) return server.status();
    server_ = *std::move(server);
    return absl::OkStatus();
  }
  void Stop() {
    server_->Terminate();
    ASSERT_EQ(server_->WaitExit(), runtime::kExitOk);
    server_.reset();
  }

  // Sends the next commands of the demonstration, and waits until the head over them is signed.
  void Work(int commands) {
    const Ended imported = ImportNext(commands);
    ASSERT_EQ(imported.exit_code, 0) << imported.output;
    const std::uint64_t size =
        std::stoull(Answer({"call", "eventlog.GetHead"})["head_position"].get<std::string>());
    while (SignedHead()["size"].get<std::uint64_t>() < size) {
    }
  }
  Ended ImportNext(int commands) {
    const fs::path part = directory_.path() / "part.jsonl";
    std::ofstream out(part, std::ios::trunc);
    std::string line;
    for (int i = 0; i < commands && std::getline(demonstration_, line); ++i) out << line << '\n';
    out.close();
    return Debut({"import", part});
  }
  nlohmann::json Answer(std::vector<std::string> question) {
    question.insert(question.begin(), "--json");
    const std::string output = Debut(std::move(question)).output;
    return nlohmann::json::parse(output.substr(std::min(output.find('{'), output.size())), nullptr,
                                 /*allow_exceptions=*/false);
  }
  // Zero before the first one.
  nlohmann::json SignedHead() {
    nlohmann::json head = Answer({"audit", "head"});
    return head.is_object() && head.contains("size") ? head : nlohmann::json{{"size", 0}};
  }
  // By a program that shares nothing with Debut.
  Ended VerifyInPython(const fs::path& archive) {
    return Run("/usr/bin/python3",
               {SourcePath("tests/independent/verify_archive.py"), archive, "--key", key_});
  }
  // By the packages that verify Go's checksum database.
  static bool HasGo() {
    return fs::exists("/usr/bin/go") && fs::exists(kGoPackages / "src/golang.org/x/mod/sumdb");
  }
  Ended VerifyInGo(const fs::path& archive, std::vector<std::string> more) {
    std::vector<std::string> arguments = {"run", SourcePath("tests/independent/verify_archive.go"),
                                          "-key", key_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.push_back(archive);
    return Run("/usr/bin/go", arguments,
               {"GO111MODULE=off", "GOFLAGS=", "GOPATH=" + kGoPackages.string(),
                "GOCACHE=" + (directory_.path() / "gocache").string()});
  }
  static void Flip(const fs::path& path, std::streamoff at) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(at);
    const char flipped = static_cast<char>(file.get() ^ 1);
    file.seekp(at);
    file.put(flipped);
  }

  Ended Verify(const fs::path& heads) {
    return Debut({"audit", "verify", data_ / "archive", "--key", key_, "--heads", heads});
  }

  static inline const fs::path kGoPackages = "/usr/share/gocode";

  TemporaryDirectory directory_;
  const fs::path data_ = directory_.path() / "data";
  std::unique_ptr<Process> server_;
  std::ifstream demonstration_;
  std::string key_;
  int runs_ = 0;
};

}  // namespace debut::test
