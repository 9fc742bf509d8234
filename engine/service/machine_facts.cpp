// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/machine_facts.h"

#include "engine/platform/machine.h"
#include "engine/service/job_preparation.h"

namespace fettle::service {

ValueMap machineFacts()
{
    const platform::Machine machine;
    const auto cpu = machine.cpu();
    const auto memory = machine.memory();
    const auto gpus = machine.nvidiaGpus();
    ValueMap facts;
    facts["cpu"] = ValueMap{{"name", cpu.name},
                            {"physical_cores", cpu.physicalCores},
                            {"logical_cores", cpu.logicalCores},
                            {"usable_cores", cpu.usablePhysicalCores},
                            {"features", ValueList(cpu.features.begin(), cpu.features.end())}};
    facts["training_threads"] = defaultThreads();
    facts["memory"] = ValueMap{{"total_bytes", memory.totalBytes}, {"available_bytes", memory.availableBytes},
                               {"limited_by_cgroup", memory.limitedByCgroup}};
    facts["gpu"] = ValueMap{{"driver_loaded", gpus.driverLoaded}, {"driver", gpus.driverVersion},
                            {"devices_usable", gpus.devicesUsable}, {"pci_devices", gpus.pciDevices},
                            {"names", ValueList(gpus.names.begin(), gpus.names.end())}};
    facts["operating_system"] = machine.operatingSystem();
    return facts;
}

} // namespace fettle::service
