/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The alarms that are raised now. Raising one is a log line at error level and a metric; so is its end. */
public final class Alarms {
    private static final Logger LOG = System.getLogger(Alarms.class.getName());

    private final ConcurrentMap<Alarm, String> raised = new ConcurrentHashMap<>();
    private final Counter times;

    public Alarms(Metrics metrics) {
        times = metrics.counter("bulla_alarms_total", "How often an alarm was raised.", "alarm");
        var gauge = metrics.gauge("bulla_alarm", "1 while the alarm is raised.", "alarm");
        for (var alarm : Alarm.values()) {
            times.add(0, alarm.word());
            gauge.is(() -> raised.containsKey(alarm) ? 1 : 0, alarm.word());
        }
    }

    public void raise(Alarm alarm, String what) {
        times.count(alarm.word());
        if (!what.equals(raised.put(alarm, what))) {
            LOG.log(Level.ERROR, "alarm {0}: {1}", alarm.word(), what);
        }
    }

    public void clear(Alarm alarm) {
        if (raised.remove(alarm) != null) {
            LOG.log(Level.INFO, "alarm {0} is over", alarm.word());
        }
    }

    /** What is raised now, by name. */
    public Map<String, String> raised() {
        var words = new TreeMap<String, String>();
        raised.forEach((alarm, what) -> words.put(alarm.word(), what));
        return words;
    }
}
