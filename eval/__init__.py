"""From answers to numbers: data sets, metrics, and the reports that a choice rests on."""
