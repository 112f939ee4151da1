#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/simulation/question.h"

namespace debut::simulation {

// What was asked and answered, as those outside know it.
class Ledger {
 public:
  struct Entry {
    GivenAnswer answer;
    // What the log had shown when the question was sent, and when the answer came.
    std::uint64_t shown_before = 0;
    std::uint64_t shown_after = 0;
  };
  struct Asked {
    QuestionPtr question;
    std::vector<Entry> answers;  // Of all copies.
  };

  void Add(const QuestionPtr& question) {
    asked_.try_emplace(question->context.request_id, Asked{question, {}});
  }
  void Add(const Question& question, Entry entry) {
    asked_.at(question.context.request_id).answers.push_back(std::move(entry));
  }
  // By request id.
  const std::map<std::string, Asked>& asked() const { return asked_; }

 private:
  std::map<std::string, Asked> asked_;
};

}  // namespace debut::simulation
