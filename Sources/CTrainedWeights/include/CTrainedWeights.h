/// Weights that are part of the program: the files of models/ that the manifest names as built in.
#pragma once

#include <stddef.h>

/// A file's bytes.
typedef struct {
    const unsigned char *bytes;
    size_t count;
} TrainedWeights;

/// The network that finds beats and downbeats.
TrainedWeights trained_rhythm_weights(void);

/// The network that finds chords, bass notes and keys.
TrainedWeights trained_harmony_weights(void);

/// The network that reads keys from chords.
TrainedWeights trained_keys_weights(void);
