#include "runtime/metrics.h"

#include <fmt/format.h>
#include <prometheus/collectable.h>
#include <prometheus/exposer.h>
#include <prometheus/metric_family.h>
#include <prometheus/registry.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <map>
#include <utility>

namespace debut::runtime {
namespace {

constexpr std::string_view kCounterSuffix = "_total";

// The measures in the form of the library, read anew whenever they are asked for.
class Measured final : public prometheus::Collectable {
 public:
  explicit Measured(std::vector<Measure> measures) : measures_(std::move(measures)) {}

  std::vector<prometheus::MetricFamily> Collect() const override {
    std::map<std::string, prometheus::MetricFamily> by_name;
    for (const Measure& measure : measures_) {
      for (const Measurement& measurement : measure()) {
        Add(measurement, by_name[measurement.name]);
      }
    }
    std::vector<prometheus::MetricFamily> families;
    for (auto& [name, family] : by_name) families.push_back(std::move(family));
    return families;
  }

 private:
  static void Add(const Measurement& measurement, prometheus::MetricFamily& family) {
    const bool counts = measurement.name.ends_with(kCounterSuffix);
    family.name = measurement.name;
    family.help = measurement.help;
    family.type = counts ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
    prometheus::ClientMetric& metric = family.metric.emplace_back();
    (counts ? metric.counter.value : metric.gauge.value) = measurement.value;
    for (const auto& [name, value] : measurement.labels) metric.label.push_back({name, value});
  }

  const std::vector<Measure> measures_;
};

}  // namespace

Metrics::Metrics() : registry_(std::make_shared<prometheus::Registry>()) {}

Metrics::~Metrics() = default;

absl::StatusOr<std::unique_ptr<MetricsServer>> MetricsServer::Start(const std::string& listen,
                                                                    const Metrics& metrics,
                                                                    std::vector<Measure> measures) {
  std::unique_ptr<MetricsServer> server(new MetricsServer());
  // The library's only way to say that it can't listen is to throw.
  try {
    server->exposer_ = std::make_unique<prometheus::Exposer>(listen);
  } catch (const std::exception& error) {
    return absl::AlreadyExistsError(
        fmt::format("metrics: can't listen on {}: {}", listen, error.what()));
  }
  server->sources_ = {metrics.registry_, std::make_shared<Measured>(std::move(measures))};
  for (const auto& source : server->sources_) server->exposer_->RegisterCollectable(source);
  server->port_ = server->exposer_->GetListeningPorts().at(0);
  spdlog::info("metrics are served on http://{}:{}/metrics", listen.substr(0, listen.rfind(':')),
               server->port_);
  return server;
}

MetricsServer::~MetricsServer() = default;

}  // namespace debut::runtime
