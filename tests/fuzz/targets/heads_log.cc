// The file of signed heads: cut off anywhere, as by a crash, it gives back what was whole.
#include "archive/heads_log.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include "tests/fuzz/fuzzed_bytes.h"
#include "tests/fuzz/target.h"

namespace debut::fuzz {
namespace {

const std::string& File() {
  static const auto* const path = [] {
    std::string name = "/tmp/debut-fuzz-XXXXXX";
    ENSURE(mkstemp(name.data()) >= 0, "no temporary file can be made");
    return new std::string(name);
  }();
  return *path;
}

void Write(std::string_view bytes) { std::ofstream(File(), std::ios::binary) << bytes; }

std::vector<std::string> NotesInFile() {
  std::vector<std::string> notes;
  archive::HeadsReader reader{File()};
  while (auto note = reader.Next()) notes.push_back(*std::move(note));
  return notes;
}

void TryAnything(std::string_view bytes) {
  Write(bytes);
  const auto log = archive::HeadsLog::Open(File());
  ENSURE(log.ok(), "a file of heads can't be opened");
  const auto again = archive::HeadsLog::Open(File());
  ENSURE(again.ok() && again->last() == log->last(), "opening a file of heads changes it twice");
  NotesInFile();
}

// Notes of one to some lines, cut off at some byte.
void TryCut(FuzzedBytes choices) {
  std::vector<std::string> notes;
  std::string bytes;
  std::vector<std::size_t> ends;
  const std::size_t cut = choices.UpTo(4'000);
  for (int i = 0; i < 20 && !choices.AtEnd(); ++i) {
    std::string note = "debut/x\n" + std::to_string(choices.UpTo(9'999)) + "\nroot\n\n";
    for (int lines = 1 + choices.Byte() % 3; lines > 0; --lines) note += "— debut/x AAAA\n";
    notes.push_back(note);
    bytes += note + "\n";
    ends.push_back(bytes.size());
  }
  Write(std::string_view(bytes).substr(0, cut));
  std::size_t whole = 0;
  while (whole < ends.size() && ends[whole] <= cut) ++whole;
  const auto log = archive::HeadsLog::Open(File());
  ENSURE(log.ok(), "a file of heads that was cut off can't be opened");
  ENSURE(log->last() == (whole == 0 ? std::nullopt : std::optional(notes[whole - 1])),
         "the last whole head isn't the last one");
  notes.resize(whole);
  ENSURE(NotesInFile() == notes, "other heads are there than were whole");
  ENSURE(std::filesystem::file_size(File()) == (whole == 0 ? 0 : ends[whole - 1]),
         "half a head is left");
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  debut::fuzz::TryAnything(debut::fuzz::TextOf(bytes, size));
  debut::fuzz::TryCut({bytes, size});
  return 0;
}
