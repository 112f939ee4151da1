#include "policy/version_check.h"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "calendar/date.h"
#include "eventstore/plain_text.h"
#include "money/fen.h"

namespace debut::policy {
namespace {

// Of days, months, years, people: what is more was mistyped.
constexpr std::uint32_t kCountMax = 1'000;

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::TextFormat;

// One message of the version and where it stands.
struct Section {
  const Message& message;
  const TextFormat::ParseInfoTree* places;  // Of its fields; null: unknown.
  TextFormat::ParseLocation place;          // Its own.
  std::string path;                         // "first_market_entry.", empty at the top.

  TextFormat::ParseLocation PlaceOf(const FieldDescriptor& field) const {
    if (places == nullptr || field.is_repeated()) return place;
    const auto found = places->GetLocation(&field, -1);
    return found.line < 0 ? place : found;
  }

  // Of a message field; `index` is -1 unless it is repeated.
  Section Nested(const FieldDescriptor& field, int index) const {
    const auto& reflection = *message.GetReflection();
    const Message& nested = index < 0 ? reflection.GetMessage(message, &field)
                                      : reflection.GetRepeatedMessage(message, &field, index);
    const std::string name = index < 0 ? field.name() : fmt::format("{}[{}]", field.name(), index);
    const auto* tree = places == nullptr ? nullptr : places->GetTreeForNested(&field, index);
    const auto found = places == nullptr ? place : places->GetLocation(&field, index);
    return {nested, tree, found.line < 0 ? place : found, path + name + "."};
  }
};

bool EndsWith(const std::string& name, std::string_view ending) {
  return name.size() >= ending.size() &&
         std::string_view(name).substr(name.size() - ending.size()) == ending;
}

bool NamesArticle(const FieldDescriptor& field) {
  return field.name() == "article" || EndsWith(field.name(), "_article");
}

bool IsDate(const FieldDescriptor& field) {
  return field.name() == "date" || EndsWith(field.name(), "_date");
}

class Check {
 public:
  explicit Check(const v1::PolicyVersion& version) {
    for (const v1::Article& article : version.articles()) articles_.insert(article.id());
  }

  void Walk(const Section& section) {
    const auto& descriptor = *section.message.GetDescriptor();
    for (int i = 0; i < descriptor.field_count(); ++i) CheckField(section, *descriptor.field(i));
    for (int i = 0; i < descriptor.oneof_decl_count(); ++i) {
      CheckOneof(section, *descriptor.oneof_decl(i));
    }
    CheckFigure<v1::RatioFigure>(
        section,
        [](const v1::RatioFigure& ratio) {
          return ratio.denominator() > 0 && ratio.numerator() >= 0 &&
                 ratio.numerator() <= ratio.denominator();
        },
        "is not a ratio between 0 and 1");
    CheckFigure<v1::CapFigure>(
        section,
        [](const v1::CapFigure& cap) {
          return cap.has_none() ? cap.none() : money::ValidAmount(cap.fen()).ok();
        },
        "is neither an amount from 0 on nor 'none: true'");
    CheckFigure<v1::AmountFigure>(
        section,
        [](const v1::AmountFigure& amount) { return money::ValidAmount(amount.fen()).ok(); },
        "is not an amount from 0 on");
    CheckFigure<v1::CountFigure>(
        section, [](const v1::CountFigure& count) { return count.value() <= kCountMax; },
        fmt::format("is more than {}", kCountMax));
    CheckFigure<v1::NoticeRules>(
        section,
        [](const v1::NoticeRules& notice) {
          return !notice.has_working_days_min() || notice.working_days_min().value() > 0;
        },
        "has no working day");
  }

  void CheckArticleIds(const Section& top, const v1::PolicyVersion& version) {
    const auto& field = *version.GetDescriptor()->FindFieldByName("articles");
    if (version.articles().empty()) Add(top.place, "articles", "are missing");
    std::set<std::string> seen;
    for (int i = 0; i < version.articles_size(); ++i) {
      const std::string& id = version.articles(i).id();
      if (seen.insert(id).second) continue;
      Add(top.Nested(field, i).place, fmt::format("articles[{}]", i),
          fmt::format("article {} is there twice", id));
    }
  }

  std::vector<PolicyProblem> Sorted() && {
    std::ranges::stable_sort(problems_, {}, [](const PolicyProblem& problem) {
      return std::tuple(problem.line, problem.column);
    });
    return std::move(problems_);
  }

 private:
  void Add(TextFormat::ParseLocation place, const std::string& path, const std::string& what) {
    problems_.push_back({place.line + 1, place.column + 1, fmt::format("{}: {}", path, what)});
  }

  void CheckField(const Section& section, const FieldDescriptor& field) {
    const auto& reflection = *section.message.GetReflection();
    const auto place = section.PlaceOf(field);
    const std::string path = section.path + field.name();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      CheckText(place, path, field, reflection.GetString(section.message, &field));
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      if (reflection.GetEnumValue(section.message, &field) == 0) Add(place, path, "is not given");
    } else if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      return;
    } else if (field.is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(section.message, &field); ++i) {
        Walk(section.Nested(field, i));
      }
    } else if (reflection.HasField(section.message, &field)) {
      Walk(section.Nested(field, -1));
    } else {
      Add(place, path, "is not given");
    }
  }

  void CheckText(TextFormat::ParseLocation place, const std::string& path,
                 const FieldDescriptor& field, const std::string& text) {
    if (text.empty()) {
      Add(place, path, NamesArticle(field) ? "names no article" : "is not given");
    } else if (!eventstore::IsPlainText(text)) {
      Add(place, path, "is not plain UTF-8 text in one line");
    } else if (NamesArticle(field) && !articles_.contains(text)) {
      Add(place, path, fmt::format("article {} is not among the articles", text));
    } else if (IsDate(field)) {
      const auto date = calendar::ParseDate(text);
      if (!date.ok()) Add(place, path, std::string(date.status().message()));
    }
  }

  void CheckOneof(const Section& section, const OneofDescriptor& oneof) {
    if (section.message.GetReflection()->HasOneof(section.message, &oneof)) return;
    Add(section.place, section.path + oneof.name(), "is not given");
  }

  template <typename Figure, typename Holds>
  void CheckFigure(const Section& section, Holds&& holds, const std::string& what) {
    if (section.message.GetDescriptor() != Figure::descriptor()) return;
    if (holds(static_cast<const Figure&>(section.message))) return;
    Add(section.place, section.path.substr(0, section.path.size() - 1), what);
  }

  std::set<std::string> articles_;
  std::vector<PolicyProblem> problems_;
};

}  // namespace

std::vector<PolicyProblem> CheckVersion(const v1::PolicyVersion& version,
                                        const TextFormat::ParseInfoTree& places) {
  const Section top{version, &places, TextFormat::ParseLocation(0, 0), ""};
  Check check(version);
  check.Walk(top);
  check.CheckArticleIds(top, version);
  return std::move(check).Sorted();
}

}  // namespace debut::policy
