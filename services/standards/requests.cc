#include "services/standards/requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "runtime/acts.h"

namespace debut::standards {

using runtime::ActDate;
using runtime::FieldErrors;

namespace {

std::set<std::string> ReadProducts(const google::protobuf::RepeatedPtrField<std::string>& ids,
                                   FieldErrors& errors) {
  std::set<std::string> read;
  errors.Count("product_ids", ids.size(), kProductsMax);
  for (int i = 0; i < std::min(ids.size(), kProductsMax); ++i) {
    read.insert(errors.Id(fmt::format("product_ids[{}]", i), ids[i]));
  }
  return read;
}

}  // namespace

ProposeStandard Read(const v1::ProposeStandardRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  ProposeStandard command;
  command.standard_id =
      runtime::NewId(errors, "standard_id", request.standard_id(), "S", request.request_id());
  command.title = errors.Text("title", request.title());
  command.tier = errors.EnumSet("tier", request.tier());
  command.proposer = registry::Party(errors.Id("proposer_id", request.proposer_id()));
  if (!request.series_id().empty()) command.series_id = errors.Id("series_id", request.series_id());
  command.product_ids = ReadProducts(request.product_ids(), errors);
  command.proposed_date = ActDate(errors, "proposed_date", request.proposed_date(), clock);
  return command;
}

ApproveStandard Read(const v1::ApproveStandardRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  return {errors.Id("standard_id", request.standard_id()),
          errors.Text("plan_number", request.plan_number(), kNumberCharactersMax),
          ActDate(errors, "approved_date", request.approved_date(), clock),
          errors.Text("document", request.document())};
}

NameDrafter Read(const v1::NameDrafterRequest& request, FieldErrors& errors,
                 const base::Clock& clock) {
  NameDrafter command;
  command.standard_id = errors.Id("standard_id", request.standard_id());
  command.drafter = registry::Party(errors.Id("enterprise_id", request.enterprise_id()));
  command.role = errors.EnumSet("role", request.role());
  command.rank = static_cast<std::uint32_t>(errors.InRange("rank", request.rank(), 1, kRankMax));
  command.named_date = ActDate(errors, "named_date", request.named_date(), clock);
  return command;
}

RemoveDrafter Read(const v1::RemoveDrafterRequest& request, FieldErrors& errors,
                   const base::Clock& clock) {
  return {errors.Id("standard_id", request.standard_id()),
          errors.Id("enterprise_id", request.enterprise_id()),
          ActDate(errors, "removed_date", request.removed_date(), clock),
          errors.Text("grounds", request.grounds())};
}

CompleteDraft Read(const v1::CompleteDraftRequest& request, FieldErrors& errors,
                   const base::Clock& clock) {
  return {errors.Id("standard_id", request.standard_id()),
          ActDate(errors, "drafted_date", request.drafted_date(), clock),
          errors.Text("document", request.document())};
}

PublishStandard Read(const v1::PublishStandardRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  return {errors.Id("standard_id", request.standard_id()),
          errors.Text("number", request.number(), kNumberCharactersMax),
          errors.Text("publisher", request.publisher()),
          ActDate(errors, "published_date", request.published_date(), clock)};
}

ReviseStandard Read(const v1::ReviseStandardRequest& request, FieldErrors& errors,
                    const base::Clock& clock) {
  return {errors.Id("standard_id", request.standard_id()),
          errors.Text("number", request.number(), kNumberCharactersMax),
          ActDate(errors, "revised_date", request.revised_date(), clock),
          errors.Text("document", request.document())};
}

WithdrawStandard Read(const v1::WithdrawStandardRequest& request, FieldErrors& errors,
                      const base::Clock& clock) {
  return {errors.Id("standard_id", request.standard_id()),
          ActDate(errors, "withdrawn_date", request.withdrawn_date(), clock),
          errors.Text("grounds", request.grounds())};
}

CoverProduct Read(const v1::CoverProductRequest& request, FieldErrors& errors,
                  const base::Clock& clock) {
  return {errors.Id("standard_id", request.standard_id()),
          errors.Id("product_id", request.product_id()),
          ActDate(errors, "covered_date", request.covered_date(), clock)};
}

PromoteStandard Read(const v1::PromoteStandardRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  PromoteStandard command;
  command.standard_id = errors.Id("standard_id", request.standard_id());
  command.activity_id =
      runtime::NewId(errors, "activity_id", request.activity_id(), "A", request.request_id());
  command.organiser = registry::Party(errors.Id("organiser_id", request.organiser_id()));
  command.held_date = ActDate(errors, "held_date", request.held_date(), clock);
  command.place = errors.Text("place", request.place());
  command.participants_count = static_cast<std::uint32_t>(
      errors.InRange("participants_count", request.participants_count(), 0, kParticipantsMax));
  command.document = errors.Text("document", request.document());
  return command;
}

}  // namespace debut::standards
