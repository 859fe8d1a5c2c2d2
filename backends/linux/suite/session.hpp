// One opened target.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <string>
#include <utility>
#include <vector>

#include "ddi.hpp"
#include "host/profile_rules.hpp"
#include "linux/context/context.hpp"
#include "linux/suite/arrange/provoke.hpp"
#include "mapped_objects.hpp"

namespace mapproof::lnx {

/// Strings and arrays behind mapproof_facts.
struct FactStore {
  mapproof_facts facts{};
  mapproof_io_facts io_facts{};
  std::vector<mapproof_window> windows;
  std::vector<mapproof_note> notes;
  std::vector<std::pair<std::string, std::string>> note_texts;
  std::string no_window;
  std::string no_offset;
};

/// Opens a target, e.g. "", "pci:0000:00:04.0/2" or "devmem:0xfe000000+0x1000". Throws Refusal.
mapproof_session* open_session(const mapproof_open_request& request, const Paths& paths);

}  // namespace mapproof::lnx

struct mapproof_session : mapproof::lnx::Context {
  mapproof_session(const mapproof::lnx::Machine& machine_facts, const mapproof::lnx::Paths& where,
                   const mapproof::ProfileRules& followed)
      : Context(machine_facts, where), rules(followed) {
    needs_lock = rules.needs_lock;
  }

  const mapproof::ProfileRules rules;
  mapproof::lnx::FactStore store;
  mapproof::lnx::MappedObjects objects;
  mapproof::lnx::Provoked provoked;
  mapproof::lnx::DdiFramework ddi;
};
