#include "CTrainedWeights.h"

static const unsigned char rhythm[] = {
#embed "rhythm.safetensors"
};

static const unsigned char harmony[] = {
#embed "harmony.safetensors"
};

static const unsigned char keys[] = {
#embed "keys.safetensors"
};

TrainedWeights trained_rhythm_weights(void) { return (TrainedWeights){rhythm, sizeof rhythm}; }

TrainedWeights trained_harmony_weights(void) { return (TrainedWeights){harmony, sizeof harmony}; }

TrainedWeights trained_keys_weights(void) { return (TrainedWeights){keys, sizeof keys}; }
