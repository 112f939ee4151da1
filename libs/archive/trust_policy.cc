#include "archive/trust_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/status_macros.h"

namespace debut::archive {
namespace {

using transparency::NoteAlgorithm;
using transparency::NoteVerifier;

struct Group {
  std::string name;
  std::size_t quorum = 0;
};

std::vector<std::string> WordsOf(std::string_view line) {
  std::vector<std::string> words;
  line = line.substr(0, line.find('#'));
  while (true) {
    const auto begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return words;
    line.remove_prefix(begin);
    const auto end = std::min(line.find_first_of(" \t\r"), line.size());
    words.emplace_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

// "2", "any" or "all" of `members`.
std::optional<std::size_t> QuorumOf(std::string_view word, std::size_t members) {
  if (word == "any") return 1;
  if (word == "all") return members;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  const bool whole = error == std::errc() && end == word.data() + word.size();
  return whole && number > 0 && number <= members ? std::optional(number) : std::nullopt;
}

class Reader {
 public:
  absl::Status Take(const std::vector<std::string>& words) {
    const std::string& verb = words.front();
    if (verb == "log" && words.size() >= 2) {
      ASSIGN_OR_RETURN(NoteVerifier log, NoteVerifier::FromText(words[1]));
      policy_.logs.push_back(std::move(log));
      return absl::OkStatus();
    }
    if (verb == "witness" && (words.size() == 3 || words.size() == 4)) return TakeWitness(words);
    if (verb == "group" && words.size() >= 4) return TakeGroup(words);
    if (verb == "quorum" && words.size() == 2) return TakeQuorum(words[1]);
    return absl::InvalidArgumentError("expected log, witness, group or quorum");
  }

  TrustPolicy Finish() { return std::move(policy_); }

 private:
  bool IsWitness(std::string_view name) const {
    return std::ranges::any_of(policy_.witnesses,
                               [&](const auto& witness) { return witness.name == name; });
  }

  absl::Status TakeWitness(const std::vector<std::string>& words) {
    ASSIGN_OR_RETURN(NoteVerifier verifier, NoteVerifier::FromText(words[2]));
    if (verifier.algorithm() != NoteAlgorithm::kCosignature) {
      return absl::InvalidArgumentError("a witness's key has the algorithm 4");
    }
    policy_.witnesses.push_back(
        {words[1], std::move(verifier), words.size() == 4 ? words[3] : std::string()});
    return absl::OkStatus();
  }

  absl::Status TakeGroup(const std::vector<std::string>& words) {
    const auto quorum = QuorumOf(words[2], words.size() - 3);
    const bool known = std::all_of(words.begin() + 3, words.end(),
                                   [&](const auto& name) { return IsWitness(name); });
    if (!quorum || !known || words.size() - 3 != policy_.witnesses.size()) {
      return absl::InvalidArgumentError("a group is a number of all witnesses above it");
    }
    group_ = {words[1], *quorum};
    return absl::OkStatus();
  }

  absl::Status TakeQuorum(const std::string& name) {
    if (name == "none") return absl::OkStatus();
    if (name == group_.name) {
      policy_.quorum = group_.quorum;
    } else if (IsWitness(name) && policy_.witnesses.size() == 1) {
      policy_.quorum = 1;
    } else {
      return absl::InvalidArgumentError("the quorum is no group and not the only witness");
    }
    return absl::OkStatus();
  }

  TrustPolicy policy_;
  Group group_;
};

}  // namespace

absl::StatusOr<TrustPolicy> TrustPolicy::FromText(std::string_view text) {
  Reader reader;
  for (int line = 1; !text.empty(); ++line) {
    const auto end = text.find('\n');
    const auto words = WordsOf(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (words.empty()) continue;
    RETURN_IF_ERROR(base::Annotate(reader.Take(words), fmt::format("line {}", line)));
  }
  return reader.Finish();
}

std::size_t TrustPolicy::CosignaturesOf(std::string_view note) const {
  return static_cast<std::size_t>(std::ranges::count_if(witnesses, [&](const Witness& witness) {
    return transparency::OpenNote(note, std::vector{witness.verifier}).ok();
  }));
}

}  // namespace debut::archive
