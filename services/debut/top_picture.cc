#include "services/debut/top_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <utility>

#include "services/debut/json_text.h"
#include "services/debut/table.h"

namespace debut::cli {
namespace {

using Labels = std::map<std::string, std::string>;
using Align = Table::Align;

std::string LabelOf(const runtime::Sample& sample, const std::string& name) {
  const auto found = sample.labels.find(name);
  return found == sample.labels.end() ? "" : found->second;
}

// What each counter has grown by.
class Growth {
 public:
  Growth(const Samples& before, const Samples& after, double seconds)
      : after_(after), seconds_(seconds) {
    for (const auto& sample : before) before_[{sample.name, sample.labels}] += sample.value;
  }

  // Calls visit(sample, growth) for each counter of the name.
  template <typename Visit>
  void ForEach(std::string_view name, Visit&& visit) const {
    std::map<Labels, std::pair<const runtime::Sample*, double>> sums;
    for (const auto& sample : after_) {
      if (sample.name != name) continue;
      auto& [first, sum] = sums[sample.labels];
      first = &sample;
      sum += sample.value;
    }
    for (const auto& [labels, of] : sums) {
      const auto old = before_.find({std::string(name), labels});
      const double was = old == before_.end() ? 0 : old->second;
      visit(*of.first, of.second >= was ? of.second - was : of.second);
    }
  }

  double Sum(std::string_view name) const {
    double sum = 0;
    ForEach(name, [&](const runtime::Sample&, double growth) { sum += growth; });
    return sum;
  }
  double Rate(std::string_view name) const { return Sum(name) / seconds_; }

  std::map<std::string, double> RatesBy(std::string_view name, const std::string& label) const {
    std::map<std::string, double> rates;
    ForEach(name, [&](const runtime::Sample& sample, double growth) {
      if (growth > 0) rates[LabelOf(sample, label)] += growth / seconds_;
    });
    return rates;
  }

  std::map<double, double> Buckets(std::string_view name) const {
    std::map<double, double> buckets;
    ForEach(name, [&](const runtime::Sample& sample, double growth) {
      buckets[std::strtod(LabelOf(sample, "le").c_str(), nullptr)] += growth;
    });
    return buckets;
  }

 private:
  const Samples& after_;
  const double seconds_;
  std::map<std::pair<std::string, Labels>, double> before_;
};

// The largest of all processes; zero without any.
double Largest(const Samples& samples, std::string_view name) {
  double largest = 0;
  for (const auto& sample : samples) {
    if (sample.name == name) largest = std::max(largest, sample.value);
  }
  return largest;
}

double SumOf(const Samples& samples, std::string_view name) {
  double sum = 0;
  for (const auto& sample : samples) sum += sample.name == name ? sample.value : 0;
  return sum;
}

// "grants.ProposeAward" of debut.grants.v1.GrantsService.
std::string ShortMethod(const runtime::Sample& sample) {
  std::string context = LabelOf(sample, "grpc_service");
  constexpr std::string_view kPrefix = "debut.";
  if (context.starts_with(kPrefix)) context.erase(0, kPrefix.size());
  return context.substr(0, context.find('.')) + "." + LabelOf(sample, "grpc_method");
}

std::vector<TopPicture::Method> MethodsOf(const Growth& growth, double seconds) {
  std::map<std::string, TopPicture::Method> methods;
  growth.ForEach("grpc_server_handling_seconds_sum",
                 [&](const runtime::Sample& sample, double spent) {
                   methods[ShortMethod(sample)].mean_seconds += spent;
                 });
  growth.ForEach("grpc_server_handled_total", [&](const runtime::Sample& sample, double calls) {
    TopPicture::Method& method = methods[ShortMethod(sample)];
    method.calls += calls;
    if (LabelOf(sample, "grpc_code") != "OK") method.failed += calls;
  });
  std::vector<TopPicture::Method> busy;
  for (auto& [name, method] : methods) {
    if (method.calls <= 0) continue;
    busy.push_back({.name = name,
                    .calls = method.calls / seconds,
                    .failed = method.failed / seconds,
                    .mean_seconds = method.mean_seconds / method.calls});
  }
  std::ranges::stable_sort(busy, [](const auto& a, const auto& b) { return a.calls > b.calls; });
  return busy;
}

std::vector<TopPicture::Model> ModelsOf(const Samples& samples) {
  std::map<std::string, TopPicture::Model> models;
  for (const auto& sample : samples) {
    const bool events = sample.name == "debut_projection_lag_events";
    if (!events && sample.name != "debut_projection_lag_seconds") continue;
    TopPicture::Model& model = models[LabelOf(sample, "projection")];
    model.name = LabelOf(sample, "projection");
    (events ? model.lag_events : model.lag_seconds) = sample.value;
  }
  std::vector<TopPicture::Model> list;
  for (auto& [name, model] : models) list.push_back(std::move(model));
  return list;
}

std::string Milliseconds(double seconds) { return fmt::format("{:.2f} ms", seconds * 1e3); }
std::string Mebibytes(double bytes) { return fmt::format("{:.0f} MiB", bytes / (1 << 20)); }

std::string RatesText(const std::map<std::string, double>& rates) {
  std::string text;
  for (const auto& [name, rate] : rates) {
    text += fmt::format("{}{} {:.1f}/s", text.empty() ? "" : ", ", name, rate);
  }
  return text.empty() ? "none" : text;
}

}  // namespace

double Quantile(double q, const std::map<double, double>& buckets) {
  if (buckets.empty() || buckets.rbegin()->second <= 0) return 0;
  const double rank = q * buckets.rbegin()->second;
  double lower = 0;
  double below = 0;
  for (const auto& [upper, count] : buckets) {
    if (count >= rank && count > below) {
      // Nobody knows how far the last bucket reaches.
      if (upper == buckets.rbegin()->first) return lower;
      return lower + (upper - lower) * (rank - below) / (count - below);
    }
    lower = upper;
    below = count;
  }
  return lower;
}

TopPicture PictureOf(const Samples& before, const Samples& after, double seconds) {
  const Growth growth(before, after, seconds);
  const auto sync = growth.Buckets("debut_log_sync_seconds_bucket");
  return {.seconds = seconds,
          .head = Largest(after, "debut_log_head_position"),
          .unsigned_seconds = Largest(after, "debut_checkpoint_age_seconds"),
          .events = growth.Rate("debut_log_appended_events_total"),
          .groups = growth.Rate("debut_log_append_group_events_count"),
          .sync_p50_seconds = Quantile(0.5, sync),
          .sync_p99_seconds = Quantile(0.99, sync),
          .resident_bytes = SumOf(after, "process_resident_memory_bytes"),
          .cpu_share = growth.Rate("process_cpu_seconds_total"),
          .disk_free_bytes = Largest(after, "debut_disk_free_bytes"),
          .methods = MethodsOf(growth, seconds),
          .refusals = growth.RatesBy("debut_rpc_refusals_total", "reason"),
          .conflicts = growth.RatesBy("debut_log_conflicts_total", "tag_prefix"),
          .models = ModelsOf(after)};
}

std::string Drawn(const TopPicture& picture, std::size_t rows) {
  constexpr std::size_t kOtherRows = 10;
  double calls = 0;
  for (const auto& method : picture.methods) calls += method.calls;
  std::string text = fmt::format(
      "log      head {:.0f}   {:.1f} events/s in {:.1f} groups/s   sync {} (99 %: {})   unsigned "
      "for "
      "{:.1f} s\n",
      picture.head, picture.events, picture.groups, Milliseconds(picture.sync_p50_seconds),
      Milliseconds(picture.sync_p99_seconds), picture.unsigned_seconds);
  text += fmt::format("process  {} in memory   {:.0f} % of a processor   {} of disk free\n",
                      Mebibytes(picture.resident_bytes), 100 * picture.cpu_share,
                      Mebibytes(picture.disk_free_bytes));
  text += "models   ";
  double behind = 0;
  for (const auto& model : picture.models) {
    if (model.lag_events <= 0) continue;
    text += fmt::format("{}{} {:.0f} events, {:.1f} s behind", behind > 0 ? ", " : "", model.name,
                        model.lag_events, model.lag_seconds);
    ++behind;
  }
  if (behind == 0) text += fmt::format("all {} are at the head", picture.models.size());
  text += fmt::format("\nrefused  {}\nconflict {}\ncalls    {:.1f}/s\n\n",
                      RatesText(picture.refusals), RatesText(picture.conflicts), calls);
  Table table({{"METHOD"},
               {"CALLS/S", Align::kRight},
               {"NOT OK/S", Align::kRight},
               {"MEAN", Align::kRight}});
  const std::size_t shown = std::max<std::size_t>(rows, kOtherRows + 1) - kOtherRows;
  for (const auto& method : picture.methods) {
    if (&method - picture.methods.data() >= static_cast<std::ptrdiff_t>(shown)) break;
    table.Add({method.name, fmt::format("{:.1f}", method.calls),
               fmt::format("{:.1f}", method.failed), Milliseconds(method.mean_seconds)});
  }
  return text + table.Render();
}

std::string JsonOf(const TopPicture& picture) {
  nlohmann::json methods = nlohmann::json::array();
  for (const auto& method : picture.methods) {
    methods.push_back({{"method", method.name},
                       {"calls_per_second", method.calls},
                       {"failed_per_second", method.failed},
                       {"mean_seconds", method.mean_seconds}});
  }
  nlohmann::json models = nlohmann::json::array();
  for (const auto& model : picture.models) {
    models.push_back({{"model", model.name},
                      {"lag_events", model.lag_events},
                      {"lag_seconds", model.lag_seconds}});
  }
  const nlohmann::json object = {{"seconds", picture.seconds},
                                 {"head", picture.head},
                                 {"unsigned_seconds", picture.unsigned_seconds},
                                 {"events_per_second", picture.events},
                                 {"groups_per_second", picture.groups},
                                 {"sync_p50_seconds", picture.sync_p50_seconds},
                                 {"sync_p99_seconds", picture.sync_p99_seconds},
                                 {"resident_bytes", picture.resident_bytes},
                                 {"cpu_share", picture.cpu_share},
                                 {"disk_free_bytes", picture.disk_free_bytes},
                                 {"methods", methods},
                                 {"refusals_per_second", picture.refusals},
                                 {"conflicts_per_second", picture.conflicts},
                                 {"models", models}};
  return JsonLine(object);
}

}  // namespace debut::cli
