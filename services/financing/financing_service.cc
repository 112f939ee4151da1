#include "services/financing/financing_service.h"

#include <memory>
#include <string>
#include <string_view>

#include "base/typed_text.h"
#include "debut/financing/v1/financing_service.grpc.pb.h"
#include "decision/rejection_status.h"
#include "domain/financing/guards.h"
#include "domain/financing/interest_of_borrower.h"
#include "runtime/serve_command.h"
#include "services/financing/answers.h"
#include "services/financing/preparation.h"
#include "services/financing/requests.h"

namespace debut::financing {
namespace {

using grpc::ServerContext;
using runtime::Caller;
using runtime::FieldErrors;

constexpr std::string_view kDomain = "financing";

// Whose interest, on which credit product, in which year.
struct InterestAsked {
  std::string enterprise_id;
  v1::LoanType type = v1::LOAN_TYPE_UNSPECIFIED;
  std::uint32_t limit_year = 0;
};

class FinancingService final : public v1::FinancingService::Service {
 public:
  explicit FinancingService(const runtime::ServiceContext& context) : context_(context) {}

  grpc::Status RegisterLender(ServerContext* context, const v1::RegisterLenderRequest* request,
                              v1::RegisterLenderResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordRevenue(ServerContext* context, const v1::RecordRevenueRequest* request,
                             v1::RecordRevenueResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status SignLoan(ServerContext* context, const v1::SignLoanRequest* request,
                        v1::SignLoanResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordDisbursement(ServerContext* context,
                                  const v1::RecordDisbursementRequest* request,
                                  v1::RecordDisbursementResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status ChangeLoanRate(ServerContext* context, const v1::ChangeLoanRateRequest* request,
                              v1::ChangeLoanRateResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordPrincipalRepayment(ServerContext* context,
                                        const v1::RecordPrincipalRepaymentRequest* request,
                                        v1::RecordPrincipalRepaymentResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordInterestPayment(ServerContext* context,
                                     const v1::RecordInterestPaymentRequest* request,
                                     v1::RecordInterestPaymentResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordInterestRefund(ServerContext* context,
                                    const v1::RecordInterestRefundRequest* request,
                                    v1::RecordInterestRefundResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordOtherFinancing(ServerContext* context,
                                    const v1::RecordOtherFinancingRequest* request,
                                    v1::RecordOtherFinancingResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status GetLender(ServerContext* context, const v1::GetLenderRequest* request,
                         v1::GetLenderResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetLenderRequest& asked, const Caller&, FieldErrors& errors) {
          return LenderFile{errors.Id("lender_id", asked.lender_id())};
        },
        [&](const Caller&, const LenderFile& asked) { return Answer(asked); });
  }

  grpc::Status GetLoan(ServerContext* context, const v1::GetLoanRequest* request,
                       v1::GetLoanResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetLoanRequest& asked, const Caller&, FieldErrors& errors) {
          return LoanFile{errors.Id("loan_id", asked.loan_id())};
        },
        [&](const Caller&, const LoanFile& asked) { return Answer(asked); });
  }

  grpc::Status GetInterestOfYear(ServerContext* context,
                                 const v1::GetInterestOfYearRequest* request,
                                 v1::GetInterestOfYearResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetInterestOfYearRequest& asked, const Caller&, FieldErrors& errors) {
          return InterestAsked{
              errors.Id("enterprise_id", asked.enterprise_id()),
              errors.EnumSet("type", asked.type()),
              static_cast<std::uint32_t>(errors.InRange("limit_year", asked.limit_year(),
                                                        calendar::kYearMin, calendar::kYearMax))};
        },
        [&](const Caller&, const InterestAsked& asked) { return Answer(asked); });
  }

  grpc::Status GetOtherFinancing(ServerContext* context,
                                 const v1::GetOtherFinancingRequest* request,
                                 v1::GetOtherFinancingResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetOtherFinancingRequest& asked, const Caller&, FieldErrors& errors) {
          return OtherFinancingFile{errors.Id("financing_id", asked.financing_id())};
        },
        [&](const Caller&, const OtherFinancingFile& asked) { return Answer(asked); });
  }

 private:
  template <typename Request, typename Response>
  grpc::Status Command(ServerContext* context, const Request* request, Response* response) const {
    return runtime::ServeCommand(
        context_, kDomain, context, request, response,
        [&](const Request& asked, const Caller&, FieldErrors& errors) {
          return Read(asked, errors, context_.clock);
        },
        [&](const auto& command, const decision::Outcome&, Response& answer) {
          return Fill(command, answer);
        });
  }

  // What the response says besides what was recorded.
  template <typename Decided, typename Response>
  absl::Status Fill(const Decided& command, Response& answer) const {
    if constexpr (requires { answer.set_lender_id(command.lender_id); }) {
      answer.set_lender_id(command.lender_id);
    }
    if constexpr (requires { answer.set_loan_id(command.loan_id); }) {
      answer.set_loan_id(command.loan_id);
    }
    if constexpr (requires { answer.set_financing_id(""); }) {
      answer.set_financing_id(command.financing.financing_id());
    }
    return absl::OkStatus();
  }

  absl::Status Fill(const financing::RecordPrincipalRepayment& command,
                    v1::RecordPrincipalRepaymentResponse& answer) const {
    ASSIGN_OR_RETURN(const auto loan, LoanAt(command.loan_id, answer.recorded().position()));
    answer.set_early(command.repaid_date < loan.due);
    answer.set_balance_fen((loan.Disbursed() - loan.Repaid()).count);
    return absl::OkStatus();
  }

  // The warning is the one that was recorded, whatever a later look would say.
  absl::Status Fill(const financing::RecordInterestPayment& command,
                    v1::RecordInterestPaymentResponse& answer) const {
    ASSIGN_OR_RETURN(const auto loan, LoanAt(command.loan_id, answer.recorded().position()));
    const auto payment = loan.payments.find(base::NormaliseNumber(command.voucher_number));
    if (payment == loan.payments.end()) return absl::OkStatus();
    answer.set_paid_date(calendar::FormatDate(payment->second.paid_date));
    answer.set_limit_year(payment->second.limit_year);
    answer.set_plausibility(payment->second.plausibility);
    answer.set_expected_fen(payment->second.expected.count);
    return absl::OkStatus();
  }

  // As it was when the command was decided: a repeated one gets the first answer.
  absl::StatusOr<LoanFile> LoanAt(const std::string& loan_id, std::uint64_t position) const {
    ASSIGN_OR_RETURN(auto loan, decision::Load(context_.store, LoanFile{loan_id},
                                               {.up_to = eventstore::Position{position}}));
    return std::move(loan.view);
  }

  absl::StatusOr<v1::GetLenderResponse> Answer(const LenderFile& asked) const {
    ASSIGN_OR_RETURN(const auto lender, decision::Load(context_.store, asked));
    if (!lender.view.registered)
      return decision::RejectionStatus(RejectLenderUnknown(asked.lender_id), kDomain);
    v1::GetLenderResponse answer;
    answer.set_lender_id(asked.lender_id);
    answer.set_credit_code(lender.view.credit_code);
    answer.set_name(lender.view.name);
    answer.set_position(lender.head.value);
    return answer;
  }

  absl::StatusOr<v1::GetLoanResponse> Answer(const LoanFile& asked) const {
    ASSIGN_OR_RETURN(const auto loan, decision::Load(context_.store, asked));
    if (!loan.view.recorded)
      return decision::RejectionStatus(RejectLoanUnknown(asked.loan_id), kDomain);
    v1::GetLoanResponse answer;
    *answer.mutable_loan() = LoanOf(loan.view);
    answer.set_position(loan.head.value);
    return answer;
  }

  absl::StatusOr<v1::GetInterestOfYearResponse> Answer(const InterestAsked& asked) const {
    ASSIGN_OR_RETURN(const auto borrower,
                     registry::ReadPartyFrom(context_.store, asked.enterprise_id));
    if (!borrower.party.Known())
      return decision::RejectionStatus(RejectEnterpriseUnknown(asked.enterprise_id), kDomain);
    ASSIGN_OR_RETURN(const auto interest,
                     decision::Load(context_.store, InterestOfBorrower{borrower.party.MemberIds(),
                                                                       asked.limit_year}));
    v1::GetInterestOfYearResponse answer;
    for (const std::string& id : interest.view.loan_ids) {
      ASSIGN_OR_RETURN(const auto loan,
                       decision::Load(context_.store, LoanFile{id}, {.up_to = interest.head}));
      if (loan.view.type != asked.type) continue;
      v1::LoanInterest paid = InterestOf(loan.view, asked.limit_year);
      answer.set_net_fen(answer.net_fen() + paid.normal_fen() - paid.refunded_fen());
      *answer.add_loans() = std::move(paid);
    }
    answer.set_position(interest.head.value);
    return answer;
  }

  absl::StatusOr<v1::GetOtherFinancingResponse> Answer(const OtherFinancingFile& asked) const {
    ASSIGN_OR_RETURN(const auto file, decision::Load(context_.store, asked));
    if (file.view.recorded.empty())
      return decision::RejectionStatus(RejectFinancingUnknown(asked.financing_id), kDomain);
    v1::GetOtherFinancingResponse answer;
    *answer.mutable_financing() = file.view.Fact();
    answer.set_position(file.head.value);
    return answer;
  }

  const runtime::ServiceContext context_;
};

}  // namespace

absl::StatusOr<runtime::HostedService> MakeFinancingService(
    const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::FinancingService>(std::make_unique<FinancingService>(context));
}

}  // namespace debut::financing
