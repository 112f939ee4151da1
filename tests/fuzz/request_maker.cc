#include "tests/fuzz/request_maker.h"

#include <array>
#include <limits>
#include <span>
#include <string_view>

#include "eventstore/plain_text.h"
#include "services/debut/methods.h"

namespace debut::fuzz {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kDepthMax = 4;

constexpr std::array<std::string_view, 6> kPeople = {"李娜", "陈静", "赵磊",
                                                     "周敏", "吴强", "张伟"};

// Which values fields have whose name ends so. The first that fits counts.
struct Values {
  std::string_view ending;
  std::array<std::string_view, 4> texts;
};
constexpr std::array<Values, 17> kValues = {{
    {"request_id", {"r-1", "r-2", "r-3", "r-4"}},
    {"claim_id", {"CL-1", "CL-2", "CL-3", "CL-1"}},
    {"round_id", {"R-1", "R-2", "R-1", "R-9"}},
    {"budget_id", {"3/2021", "3/2022", "1/2021", "2/2021"}},
    {"product_id", {"P-1", "P-2", "P-1", "P-9"}},
    {"family_id", {"P-1", "P-2", "P-9", "F-1"}},
    {"contract_id", {"C-1", "C-2", "C-3", "C-1"}},
    {"order_id", {"O-CL-1", "O-1", "O-2", ""}},
    {"grant_id", {"G-CL-1", "G-1", "G-2", ""}},
    {"credit_code", {"91110108MA01ABCD2U", "91110000100000000X", "", "1"}},
    {"buyer_id", {"E-9", "E-2", "E-1", ""}},
    {"enterprise_id", {"E-1", "E-9", "E-2", "E-1"}},
    {"_id", {"X-1", "X-2", "E-1", "A-1"}},
    {"_date", {"2021-01-11", "2021-01-29", "2020-11-02", "2022-06-30"}},
    {"_time", {"2021-01-29T02:00:00Z", "2020-12-31T16:00:01Z", "", "infinite-future"}},
    {"digest", {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "", "x", "0"}},
    {"", {"首创", "关于2021年度申报的通知", "ICBC-1", "北京首创科技有限公司"}},
}};

constexpr std::array<std::string_view, 8> kOddTexts = {"",       " ",          "a\nb",    "0",
                                                       "\u202e", "2021-02-30", "E-1;E-2", "%00"};
constexpr std::array<std::int64_t, 8> kOddNumbers = {0,
                                                     -1,
                                                     std::numeric_limits<std::int64_t>::max(),
                                                     std::numeric_limits<std::int64_t>::min(),
                                                     1,
                                                     10'000'000'000'000,
                                                     1'000'000'000'000'000,
                                                     333'333'333};
constexpr std::array<std::int64_t, 6> kNumbers = {2021, 1, 30, 100, 2020, 3};

template <typename List>
auto OneOf(const List& list, FuzzedBytes& choices) {
  return list[choices.Byte() % list.size()];
}

std::string TextFor(const std::string& name, FuzzedBytes& choices) {
  const std::uint8_t odd = choices.Byte();
  if (odd >= 0xf8) return std::string(std::size_t{1} << (odd % 8 * 2), 'x');
  if (odd >= 0xf0) return std::string(OneOf(kOddTexts, choices));
  if (odd >= 0xe8) {
    // What isn't UTF-8 is no message: gRPC refuses it before anybody here sees it.
    const std::string_view text = choices.Text();
    return eventstore::IsPlainText(text) ? std::string(text) : "?";
  }
  for (const Values& values : kValues) {
    if (name.ends_with(values.ending)) return std::string(OneOf(values.texts, choices));
  }
  return "";
}

std::int64_t NumberFor(const std::string& name, FuzzedBytes& choices) {
  const std::uint8_t odd = choices.Byte();
  if (odd >= 0xf0) return OneOf(kOddNumbers, choices);
  if (name.ends_with("_fen")) return static_cast<std::int64_t>(choices.UpTo(50'000)) * 100 + odd;
  return OneOf(kNumbers, choices);
}

void Fill(Message& message, int depth, FuzzedBytes& choices);

// Sets the field, or adds one value to it.
void FillField(Message& message, const FieldDescriptor& field, int depth, FuzzedBytes& choices) {
  const auto* reflection = message.GetReflection();
  const bool many = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      Fill(many ? *reflection->AddMessage(&message, &field)
                : *reflection->MutableMessage(&message, &field),
           depth + 1, choices);
      return;
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string text = TextFor(field.name(), choices);
      many ? reflection->AddString(&message, &field, text)
           : reflection->SetString(&message, &field, text);
      return;
    }
    case FieldDescriptor::CPPTYPE_ENUM: {
      const std::uint8_t byte = choices.Byte();
      const int count = field.enum_type()->value_count();
      const int number = byte >= 0xf0 ? 99 : field.enum_type()->value(byte % count)->number();
      many ? reflection->AddEnumValue(&message, &field, number)
           : reflection->SetEnumValue(&message, &field, number);
      return;
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      if (!many) reflection->SetBool(&message, &field, choices.Byte() % 2 == 1);
      return;
    case FieldDescriptor::CPPTYPE_INT64: {
      const std::int64_t number = NumberFor(field.name(), choices);
      many ? reflection->AddInt64(&message, &field, number)
           : reflection->SetInt64(&message, &field, number);
      return;
    }
    case FieldDescriptor::CPPTYPE_UINT32:
      if (!many) {
        reflection->SetUInt32(&message, &field,
                              static_cast<std::uint32_t>(NumberFor(field.name(), choices)));
      }
      return;
    case FieldDescriptor::CPPTYPE_INT32:
      if (!many) {
        reflection->SetInt32(&message, &field,
                             static_cast<std::int32_t>(NumberFor(field.name(), choices)));
      }
      return;
    case FieldDescriptor::CPPTYPE_UINT64:
      if (!many) {
        reflection->SetUInt64(&message, &field,
                              static_cast<std::uint64_t>(NumberFor(field.name(), choices)));
      }
      return;
    default:
      return;
  }
}

void Fill(Message& message, int depth, FuzzedBytes& choices) {
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count() && depth < kDepthMax; ++i) {
    const FieldDescriptor& field = *type.field(i);
    const std::uint8_t left_out = choices.Byte();
    if (left_out >= 0xf0) continue;
    // Of a oneof mostly one, chosen by the same byte.
    const auto* oneof = field.real_containing_oneof();
    if (oneof != nullptr && left_out % oneof->field_count() != field.index_in_oneof()) continue;
    const int count = field.is_repeated() ? left_out % 3 : 1;
    for (int n = 0; n < count; ++n) FillField(message, field, depth, choices);
  }
}

}  // namespace

FuzzedCall RequestMaker::Next(FuzzedBytes& choices) const {
  FuzzedCall call;
  call.method = methods_[choices.UpTo(methods_.size() - 1)];
  call.principal = OneOf(kPeople, choices);
  call.request = cli::NewMessage(*call.method->input_type());
  Fill(*call.request, 0, choices);
  return call;
}

}  // namespace debut::fuzz
