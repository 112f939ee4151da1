#include "services/debut/request_options.h"

#include <algorithm>

#include "base/status_macros.h"
#include "base/typed_text.h"
#include "money/ratio.h"
#include "money/typed_number.h"
#include "services/debut/contract_comments.h"
#include "services/debut/typed_fields.h"

namespace debut::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::size_t kDepthMax = 3;
constexpr std::string_view kNumerator = "_numerator";
constexpr int kExchangeRateDecimals = 8;
constexpr std::int64_t kExchangeRateUnit = 100'000'000;  // 10^kExchangeRateDecimals

const FieldDescriptor* DenominatorOf(const FieldDescriptor& field) {
  if (!field.name().ends_with(kNumerator)) return nullptr;
  const std::string stem = field.name().substr(0, field.name().size() - kNumerator.size());
  return field.containing_type()->FindFieldByName(stem + "_denominator");
}

bool IsDenominator(const FieldDescriptor& field) {
  const std::string& name = field.name();
  const std::size_t end = name.rfind("_denominator");
  return end != std::string::npos && field.containing_type()->FindFieldByName(
                                         name.substr(0, end) + std::string(kNumerator)) != nullptr;
}

std::string NameOf(const RequestOption& option) {
  std::string name;
  for (const FieldDescriptor* field : option.path) {
    if (!name.empty()) name += '.';
    name += OptionNameOf(*field);
  }
  if (option.denominator != nullptr) name.resize(name.size() - kNumerator.size());
  return name;
}

// "30%", "3/10"; a rate of exchange may be above 1: "6.4531", "64531/10000".
absl::StatusOr<money::Ratio> ReadRatio(const std::string& text) {
  const auto rate = money::ParseRate(text);
  if (rate.ok()) return rate;
  const std::string typed = base::NormaliseTyped(text);
  if (const std::size_t slash = typed.find('/'); slash != std::string::npos) {
    const auto num = money::ParseDecimal(std::string_view(typed).substr(0, slash), 0);
    const auto den = money::ParseDecimal(std::string_view(typed).substr(slash + 1), 0);
    if (num.ok() && den.ok() && *den > 0) return money::Ratio(*num, *den);
    return rate;
  }
  std::int64_t unit = kExchangeRateUnit;
  const auto count = money::ParseDecimal(typed, kExchangeRateDecimals);
  if (!count.ok() || typed.find('.') == std::string::npos) return rate;
  std::int64_t num = *count;
  for (; num % 10 == 0 && unit > 1; num /= 10) unit /= 10;
  return money::Ratio(num, unit);
}

void Collect(const Descriptor& type, std::vector<const FieldDescriptor*>& path,
             std::vector<RequestOption>& options) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (IsDenominator(field)) continue;
    path.push_back(&field);
    const bool opened = field.message_type() != nullptr && !field.is_repeated();
    if (opened && path.size() < kDepthMax) {
      Collect(*field.message_type(), path, options);
    } else {
      RequestOption option;
      option.path = path;
      option.denominator = DenominatorOf(field);
      option.name = NameOf(option);
      option.type_name = option.denominator != nullptr ? "RATE" : TypeNameOf(field);
      option.comment = CommentOf(field);
      option.is_repeated = field.is_repeated();
      options.push_back(std::move(option));
    }
    path.pop_back();
  }
}

}  // namespace

absl::Status RequestOption::Apply(const std::vector<std::string>& values, Message& request) const {
  Message* message = &request;
  for (std::size_t i = 0; i + 1 < path.size(); ++i)
    message = message->GetReflection()->MutableMessage(message, path[i]);
  for (const std::string& value : values) {
    if (denominator == nullptr) {
      RETURN_IF_ERROR(base::Annotate(SetFromText(*message, *path.back(), value), "--" + name));
      continue;
    }
    const auto rate = ReadRatio(value);
    if (!rate.ok()) return base::Annotate(rate.status(), "--" + name);
    message->GetReflection()->SetInt64(message, path.back(), rate->num());
    message->GetReflection()->SetInt64(message, denominator, rate->den());
  }
  return absl::OkStatus();
}

std::vector<RequestOption> OptionsOf(const Descriptor& request) {
  std::vector<RequestOption> options;
  std::vector<const FieldDescriptor*> path;
  Collect(request, path, options);
  return options;
}

}  // namespace debut::cli
