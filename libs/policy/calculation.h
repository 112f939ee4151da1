#pragma once

#include <optional>
#include <string>
#include <vector>

#include "debut/policy/v1/sheet.pb.h"
#include "eventstore/event.h"
#include "money/fen.h"
#include "money/ratio.h"

namespace debut::policy {

// Computes an amount step by step and writes each step, with its article, into a calculation sheet
// (计算书). There is no other way to a sheet, so what is decided and what is printed can't differ.
// The same calls give the same bytes. Pure; not thread-safe.
//
// Rate() is the one rounding: a second call is a broken invariant. Amounts are not negative.
class Calculation {
 public:
  // `frame` names the claim, the round and the policy; its inputs and steps are empty.
  explicit Calculation(v1::CalculationSheet frame) : sheet_(std::move(frame)) {}

  // A recorded amount that counts: what Sum() adds up.
  void Input(const std::string& name, const std::string& subject, money::Fen amount,
             const std::vector<eventstore::Position>& positions, const std::string& article);
  // A recorded fact that decides something else than the sum.
  void Fact(const std::string& name, const std::string& subject, const std::string& text,
            const std::vector<eventstore::Position>& positions, const std::string& article);

  // The sum of the inputs.
  void Sum(const std::string& article);
  // Adds min(the sum of the inputs of that name, limit).
  void Item(const std::string& name, money::Fen limit, const std::string& article);
  // floor(amount × rate)
  void Rate(money::Ratio rate, const std::string& article);
  // min(amount, cap); nothing: no cap.
  void Cap(std::optional<money::Fen> cap, const std::string& article);
  // min(amount, what is left of the cap); what was used before goes on the sheet, too.
  void Room(std::optional<money::Fen> cap, money::Fen used, const std::string& article);
  // max(0, amount − used): an entitlement, of which that much was awarded before. Both go on the
  // sheet as for Room().
  void Difference(money::Fen used, const std::string& article);
  // min(amount, what the round's reduction, recorded at `position`, leaves the claim). Follows the
  // room under the cap.
  void Reduce(money::Fen limit, const std::string& mode, eventstore::Position position,
              const std::string& article);

  money::Fen amount() const { return amount_; }
  // With the award as it stands after the last step.
  v1::CalculationSheet Sheet() const;

 private:
  v1::SheetStep& Step(v1::StepKind kind, const std::string& article);
  void Limit(v1::StepKind kind, std::optional<money::Fen> limit, const std::string& article);

  v1::CalculationSheet sheet_;
  money::Fen amount_;
};

// What is left of a cap; never below 0. Nothing: no cap.
std::optional<money::Fen> RoomUnder(std::optional<money::Fen> cap, money::Fen used);

}  // namespace debut::policy
