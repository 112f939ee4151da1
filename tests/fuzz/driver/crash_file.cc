#include "tests/fuzz/driver/crash_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstring>

// Of the address and thread sanitizers, where one is linked.
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());

namespace debut::fuzz {
namespace {

std::string* path_of_crash = nullptr;
std::string_view current;

void Say(const char* text) { [[maybe_unused]] const auto n = write(2, text, std::strlen(text)); }

// Only what a signal handler may call.
void Keep() {
  const int fd = open(path_of_crash->c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return;
  [[maybe_unused]] const auto n = write(fd, current.data(), current.size());
  close(fd);
  Say("the input is in ");
  Say(path_of_crash->c_str());
  Say("\n");
}

void OnSignal(int signal) {
  Keep();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

CrashFile::CrashFile(std::string path) {
  path_of_crash = new std::string(std::move(path));
  if (__sanitizer_set_death_callback != nullptr) {
    __sanitizer_set_death_callback(Keep);
    std::signal(SIGABRT, OnSignal);
    return;
  }
  for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM, SIGTERM}) {
    std::signal(signal, OnSignal);
  }
}

void CrashFile::LookingAt(std::string_view input) { current = input; }

}  // namespace debut::fuzz
