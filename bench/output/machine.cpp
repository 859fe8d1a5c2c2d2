// Reads the machine's settings from Linux's files where they exist, and the rest by measuring.
// SPDX-License-Identifier: Apache-2.0
#include "machine.hpp"

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "fingerprint.hpp"
#include "timing/self_check.hpp"
#include "timing/statistics.hpp"
#include "timing/ticks.hpp"

namespace mapproof::bench {
namespace {

using Json = nlohmann::ordered_json;

std::string first_line(const char* path) {
  std::ifstream file(path);
  std::string line;
  return std::getline(file, line) && !line.empty() ? line : "unknown";
}

std::string switched(const std::string& flag, const char* on) {
  if (flag == "unknown") return flag;
  return flag == on ? "on" : "off";
}

std::string boost() {
  const std::string boost = switched(first_line("/sys/devices/system/cpu/cpufreq/boost"), "1");
  // Intel's driver has a file of its own, with the opposite sense.
  return boost != "unknown" ? boost : switched(first_line("/sys/devices/system/cpu/intel_pstate/no_turbo"), "0");
}

std::string aslr() {
  const std::string level = first_line("/proc/sys/kernel/randomize_va_space");
  return level == "0" ? "off" : level == "1" ? "without heap" : level == "2" ? "on" : level;
}

std::string load_average() {
  const std::string line = first_line("/proc/loadavg");
  std::size_t end = 0;
  for (int field = 0; field < 3 && end != std::string::npos; ++field) end = line.find(' ', end + 1);
  return line.substr(0, end);
}

// Of the moment, and of the first CPU.
Json frequency() {
  const std::string kilohertz = first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq");
  if (kilohertz != "unknown") return std::strtod(kilohertz.c_str(), nullptr) / 1e3;
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.compare(0, 7, "cpu MHz") == 0) return std::strtod(line.substr(line.find(':') + 1).c_str(), nullptr);
  }
  return "unknown";
}

// Only the library's own JSON tells how it was built; Debian's package is a debug build and says so.
std::string library_build() {
  benchmark::JSONReporter reporter;
  std::ostringstream text;
  reporter.SetOutputStream(&text);
  reporter.SetErrorStream(&text);
  reporter.ReportContext(benchmark::BenchmarkReporter::Context());
  const Json context = Json::parse(text.str() + "]}", nullptr, false);
  if (context.is_discarded()) return "unknown";
  return context.value("/context/library_build_type"_json_pointer, "unknown");
}

// The library starts a repetition's clock and stops it: two readings.
double clock_overhead() {
  using Clock = std::chrono::steady_clock;
  constexpr int readings = 1000;
  std::vector<double> samples;
  for (int round = 0; round < 21; ++round) {
    const Clock::time_point start = Clock::now();
    for (int n = 0; n < readings; ++n) benchmark::DoNotOptimize(Clock::now());
    samples.push_back(std::chrono::duration<double, std::nano>(Clock::now() - start).count() / readings);
  }
  return quartiles(samples).median;
}

}  // namespace

Json describe_machine(const Topology& topology) {
  const SelfCheck calls = check_call_timer();
  return {{"governor", first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")},
          {"boost", boost()},
          {"aslr", aslr()},
          {"clock", counts_instructions() ? "exact" : "wall"},
          {"load_average", load_average()},
          {"hwloc_digest", topology.digest()},
          {"hwloc_cpu_nodes", topology.cpu_nodes().size()},
          {"benchmark_library_build", library_build()},
          {"clock_overhead_ns", clock_overhead()},
          {"call_clock", TickClock::name()},
          {"call_clock_mhz", 1e3 / TickClock::nanoseconds_per_tick()},
          {"call_overhead_ns", calls.overhead},
          {"call_recording_ns", calls.recording},
          {"empty_call_ns", calls.empty},
          {"frequency_mhz", frequency()},
          {"fingerprint", fingerprint(traits_of_this_machine(topology.digest()))}};
}

bool counts_instructions() {
  const char* const clock = std::getenv("MAPPROOF_CLOCK");
  return clock != nullptr && std::string(clock) == "exact";
}

double steal_seconds() {
  std::ifstream file("/proc/stat");
  std::string name;
  double ticks = 0;
  file >> name;
  // user nice system idle iowait irq softirq steal
  for (int field = 0; field < 8; ++field) file >> ticks;
  const auto per_second = static_cast<double>(sysconf(_SC_CLK_TCK));
  return file && name == "cpu" ? ticks / per_second : 0;
}

}  // namespace mapproof::bench
