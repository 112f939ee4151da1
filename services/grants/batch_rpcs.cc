#include <fmt/format.h>

#include "decision/derived_id.h"
#include "decision/rejection_status.h"
#include "domain/grants/order_payment.h"
#include "domain/grants/payment_batch.h"
#include "domain/grants/reasons.h"
#include "domain/grants/statement.h"
#include "runtime/acts.h"
#include "services/grants/grants_rpcs.h"
#include "services/grants/preparation.h"

// Payments of many claims at once, and what the bank says about them. Each order and each line of a
// statement is decided by itself, under a request id that follows from the whole request's, so that
// a request that was broken off goes on where it stopped.
namespace debut::grants {
namespace {

using calendar::FormatDate;
using money::Fen;
using runtime::Caller;
using runtime::FieldErrors;

constexpr std::size_t kFileDigestCharacters = 64;

struct AskedBatch {
  std::string batch_id;
  std::vector<std::string> claim_ids;
  absl::CivilDay ordered_date;
};

struct AskedLine {
  v1::StatementLine line;
  absl::CivilDay date;
};

struct AskedStatement {
  std::string digest;
  std::vector<AskedLine> lines;
  absl::CivilDay recorded_date;
};

// The same caller, with a request of its own for one part of what was asked.
Caller ForPart(const Caller& caller, const std::string& whole, const std::string& part) {
  Caller own = caller;
  own.request_id = decision::DerivedId("part", fmt::format("{}/{}", whole, part));
  return own;
}

// A rejection with its reason; nothing: another error, which ends the whole request.
std::optional<decision::Rejection> RejectionIn(const absl::Status& status) {
  return decision::RejectionOf(status);
}

AskedBatch ReadBatch(const v1::OrderPaymentBatchRequest& asked, FieldErrors& errors,
                     const base::Clock& clock) {
  AskedBatch batch;
  batch.batch_id = runtime::NewId(errors, "batch_id", asked.batch_id(), "PB", asked.request_id());
  errors.Count("claim_ids", asked.claim_ids_size(), static_cast<int>(kOrdersPerBatchMax));
  for (int i = 0; i < asked.claim_ids_size(); ++i) {
    batch.claim_ids.push_back(errors.Id(fmt::format("claim_ids[{}]", i), asked.claim_ids(i)));
  }
  batch.ordered_date = runtime::ActDate(errors, "ordered_date", asked.ordered_date(), clock);
  return batch;
}

AskedLine ReadLine(const v1::StatementLine& line, const std::string& path, FieldErrors& errors,
                   const base::Clock& clock) {
  if (!line.order_id().empty()) errors.Id(path + ".order_id", line.order_id());
  errors.Positive(path + ".amount_fen", line.amount_fen(), money::kAmountMax.count);
  const bool settled = line.outcome() == v1::STATEMENT_LINE_OUTCOME_SETTLED;
  const bool returned = line.outcome() == v1::STATEMENT_LINE_OUTCOME_RETURNED;
  errors.Require(settled || returned, path + ".outcome", "is neither SETTLED nor RETURNED");
  if (settled)
    errors.Text(path + ".bank_reference", line.bank_reference(), kReferenceCharactersMax);
  if (returned) errors.Text(path + ".grounds", line.grounds(), kGroundsCharactersMax);
  errors.Require(!line.date().empty(), path + ".date", "is missing");
  return {line, runtime::ActDate(errors, path + ".date", line.date(), clock)};
}

AskedStatement ReadStatement(const v1::RecordStatementRequest& asked, FieldErrors& errors,
                             const base::Clock& clock) {
  AskedStatement statement;
  statement.digest = asked.digest();
  const bool is_digest = asked.digest().size() == kFileDigestCharacters &&
                         asked.digest().find_first_not_of("0123456789abcdef") == std::string::npos;
  errors.Require(is_digest, "digest", "is not 64 lower-case hex digits");
  errors.Count("lines", asked.lines_size(), static_cast<int>(kStatementLinesMax));
  for (int i = 0; i < asked.lines_size(); ++i) {
    statement.lines.push_back(ReadLine(asked.lines(i), fmt::format("lines[{}]", i), errors, clock));
  }
  statement.recorded_date = runtime::ActDate(errors, "recorded_date", asked.recorded_date(), clock);
  return statement;
}

v1::BatchOrder RefusedOrder(const std::string& claim_id, const decision::Rejection& rejection) {
  v1::BatchOrder order;
  order.set_claim_id(claim_id);
  order.set_reason(rejection.reason);
  order.set_explanation(rejection.explanation);
  return order;
}

void AddLine(const v1::StatementLineResult& line, v1::StatementRecorded& results) {
  *results.add_lines() = line;
  if (line.outcome() == v1::STATEMENT_LINE_OUTCOME_SETTLED) {
    results.set_settled_fen(results.settled_fen() + line.amount_fen());
  }
  if (line.outcome() == v1::STATEMENT_LINE_OUTCOME_RETURNED) {
    results.set_returned_fen(results.returned_fen() + line.amount_fen());
  }
}

template <typename Command>
absl::StatusOr<decision::Outcome> Decide(const runtime::ServiceContext& context,
                                         const Caller& caller, const Command& asked) {
  return context.decider.Decide([&] { return Prepared(context.store, asked); },
                                runtime::CommandContextOf(caller, kDomain), caller.deadline);
}

// Settles or returns the order of one line.
absl::StatusOr<decision::Outcome> DecideLine(const runtime::ServiceContext& context,
                                             const Caller& caller, const AskedLine& asked) {
  const v1::StatementLine& line = asked.line;
  if (line.outcome() == v1::STATEMENT_LINE_OUTCOME_SETTLED) {
    const SettlePayment settle{.order_id = line.order_id(),
                               .settled_date = asked.date,
                               .bank_reference = line.bank_reference(),
                               .claim_id = "",
                               .amount = Fen(line.amount_fen())};
    return Decide(context, caller, settle);
  }
  const ReturnPayment returned{.order_id = line.order_id(),
                               .returned_date = asked.date,
                               .grounds = line.grounds(),
                               .claim_id = "",
                               .amount = Fen(line.amount_fen())};
  return Decide(context, caller, returned);
}

absl::StatusOr<v1::StatementLineResult> ResultOf(const runtime::ServiceContext& context,
                                                 const Caller& caller, const AskedLine& asked) {
  v1::StatementLineResult result;
  result.set_order_id(asked.line.order_id());
  result.set_amount_fen(asked.line.amount_fen());
  result.set_outcome(v1::STATEMENT_LINE_OUTCOME_REFUSED);
  if (asked.line.order_id().empty()) {
    result.set_reason(std::string(kStatementLineUnmatched));
    return result;
  }
  const auto outcome = DecideLine(context, caller, asked);
  if (outcome.ok()) {
    result.set_outcome(asked.line.outcome());
    return result;
  }
  const auto rejection = RejectionIn(outcome.status());
  if (!rejection) return outcome.status();
  result.set_reason(rejection->reason);
  return result;
}

}  // namespace

grpc::Status GrantsService::OrderPaymentBatch(grpc::ServerContext* context,
                                              const v1::OrderPaymentBatchRequest* request,
                                              v1::OrderPaymentBatchResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::OrderPaymentBatchRequest& asked, const Caller&, FieldErrors& errors) {
        return ReadBatch(asked, errors, context_.clock);
      },
      [&](const Caller& caller,
          const AskedBatch& asked) -> absl::StatusOr<v1::OrderPaymentBatchResponse> {
        v1::OrderPaymentBatchResponse answer;
        answer.set_batch_id(asked.batch_id);
        for (const std::string& claim_id : asked.claim_ids) {
          const Caller own = ForPart(caller, caller.request_id, claim_id);
          grants::OrderPayment command;
          command.claim.claim_id = claim_id;
          command.by = caller.principal;
          command.order_id = decision::DerivedId("O", own.request_id);
          command.ordered_date = asked.ordered_date;
          command.batch_id = asked.batch_id;
          const auto outcome = Decide(context_, own, command);
          if (const auto rejection = outcome.ok() ? std::nullopt : RejectionIn(outcome.status())) {
            *answer.add_orders() = RefusedOrder(claim_id, *rejection);
            continue;
          }
          if (!outcome.ok()) return outcome.status();
          ASSIGN_OR_RETURN(const auto order,
                           decision::Loader(context_.store)(OrderFile{command.order_id}));
          v1::BatchOrder& given = *answer.add_orders();
          given.set_claim_id(claim_id);
          given.set_order_id(command.order_id);
          given.set_amount_fen(order.amount.count);
        }
        ASSIGN_OR_RETURN(const auto batch,
                         decision::Loader(context_.store)(PaymentBatch{asked.batch_id}));
        answer.set_orders_count(static_cast<std::uint32_t>(batch.orders.size()));
        answer.set_total_fen(batch.Total().count);
        return answer;
      });
}

grpc::Status GrantsService::ClosePaymentBatch(grpc::ServerContext* context,
                                              const v1::ClosePaymentBatchRequest* request,
                                              v1::ClosePaymentBatchResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::ClosePaymentBatchRequest& asked, const Caller& caller, FieldErrors& errors) {
        return grants::ClosePaymentBatch{
            .batch_id = errors.Id("batch_id", asked.batch_id()),
            .by = caller.principal,
            .orders_count = static_cast<std::size_t>(
                errors.InRange("orders_count", asked.orders_count(), 1, kOrdersPerBatchMax)),
            .total = Fen(errors.Positive("total_fen", asked.total_fen())),
            .closed_date =
                runtime::ActDate(errors, "closed_date", asked.closed_date(), context_.clock)};
      });
}

grpc::Status GrantsService::GetPaymentBatch(grpc::ServerContext* context,
                                            const v1::GetPaymentBatchRequest* request,
                                            v1::GetPaymentBatchResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [](const v1::GetPaymentBatchRequest& asked, const Caller&, FieldErrors& errors) {
        return errors.Id("batch_id", asked.batch_id());
      },
      [&](const Caller&,
          const std::string& batch_id) -> absl::StatusOr<v1::GetPaymentBatchResponse> {
        ASSIGN_OR_RETURN(const auto batch, decision::Load(context_.store, PaymentBatch{batch_id}));
        if (batch.view.orders.empty()) {
          return runtime::ReasonError(absl::StatusCode::kNotFound, kDomain, kBatchUnknown,
                                      fmt::format("no order was given in batch {}", batch_id),
                                      {{"batch_id", batch_id}});
        }
        v1::GetPaymentBatchResponse answer;
        answer.set_batch_id(batch_id);
        answer.set_closed(batch.view.closed);
        answer.set_orders_count(static_cast<std::uint32_t>(batch.view.orders.size()));
        answer.set_total_fen(batch.view.Total().count);
        for (const auto& [id, order] : batch.view.orders) {
          v1::BatchOrder& listed = *answer.add_orders();
          listed.set_claim_id(order.claim_id);
          listed.set_order_id(id);
          listed.set_amount_fen(order.amount.count);
        }
        answer.set_position(batch.head.value);
        return answer;
      });
}

grpc::Status GrantsService::RecordStatement(grpc::ServerContext* context,
                                            const v1::RecordStatementRequest* request,
                                            v1::RecordStatementResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::RecordStatementRequest& asked, const Caller&, FieldErrors& errors) {
        return ReadStatement(asked, errors, context_.clock);
      },
      [&](const Caller& caller,
          const AskedStatement& asked) -> absl::StatusOr<v1::RecordStatementResponse> {
        const decision::Loader load(context_.store);
        ASSIGN_OR_RETURN(StatementFile file, load(StatementFile{asked.digest}));
        grants::RecordStatement command;
        command.results.set_digest(asked.digest);
        command.results.set_recorded_date(FormatDate(asked.recorded_date));
        for (std::size_t i = 0; file.recorded == nullptr && i < asked.lines.size(); ++i) {
          const Caller own = ForPart(caller, asked.digest, std::to_string(i));
          ASSIGN_OR_RETURN(const auto line, ResultOf(context_, own, asked.lines[i]));
          AddLine(line, command.results);
        }
        ASSIGN_OR_RETURN(const auto outcome,
                         context_.decider.Decide(
                             command, runtime::CommandContextOf(caller, kDomain), caller.deadline));
        ASSIGN_OR_RETURN(file, load(StatementFile{asked.digest}));
        v1::RecordStatementResponse answer;
        answer.set_recorded_before(outcome.recorded.empty());
        *answer.mutable_lines() = file.recorded->lines();
        answer.set_settled_fen(file.recorded->settled_fen());
        answer.set_returned_fen(file.recorded->returned_fen());
        *answer.mutable_recorded() = runtime::RecordedOf(outcome);
        return answer;
      });
}

}  // namespace debut::grants
