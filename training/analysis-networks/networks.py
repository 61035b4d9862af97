"""The two networks of the analysis. Sources/Analysis/Networks runs them."""
import torch
from torch import nn
from torch.nn import functional as F


class RhythmNetwork(nn.Module):
    """Beat and downbeat log-odds 100 times a second: a temporal convolutional network (Davies & Boeck, Temporal
    Convolutional Networks for Musical Audio Beat Tracking, EUSIPCO 2019) on onsets of every stem."""

    DILATIONS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

    def __init__(self, inputs=72, channels=40):
        super().__init__()
        self.input = nn.Conv1d(inputs, channels, 5, padding=2)
        self.blocks = nn.ModuleList(
            nn.Conv1d(channels, channels, 5, dilation=d, padding=2 * d) for d in self.DILATIONS
        )
        self.mixers = nn.ModuleList(nn.Conv1d(channels, channels, 1) for _ in self.DILATIONS)
        self.output = nn.Conv1d(channels, 2, 1)
        self.dropout = nn.Dropout1d(0.1)

    def forward(self, x):
        x = F.elu(self.input(x))
        for block, mixer in zip(self.blocks, self.mixers):
            x = x + mixer(self.dropout(F.elu(block(x))))
        return self.output(F.elu(x))


class RingConvolution(nn.Module):
    """A convolution around the ring of pitch classes and along the cells: transposing the input transposes the output."""

    def __init__(self, inputs, outputs, taps, dilation=1):
        super().__init__()
        self.reach = dilation * (taps // 2)
        self.convolution = nn.Conv2d(inputs, outputs, (12, taps), dilation=(1, dilation))

    def forward(self, x):
        x = torch.cat([x, x[:, :, :11]], dim=2)
        return self.convolution(F.pad(x, (self.reach, self.reach)))


class HarmonyNetwork(nn.Module):
    """Chord, bass and key of every cell, equivariant under transposition."""

    DILATIONS = [1, 2, 4, 8]

    def __init__(self, views=8, octaves=8, levels=4, channels=40):
        super().__init__()
        self.input = RingConvolution(views * octaves + levels, channels, 1)
        self.blocks = nn.ModuleList(RingConvolution(channels, channels, 3, d) for d in self.DILATIONS)
        self.dropout = nn.Dropout2d(0.2)
        self.quality = nn.Conv2d(channels, 13, 1)
        self.no_chord = nn.Conv1d(channels, 1, 1)
        self.bass = nn.Conv2d(channels, 1, 1)
        self.no_bass = nn.Conv1d(channels, 1, 1)
        self.key_context = RingConvolution(2 * channels, channels, 1)
        self.key = nn.Conv2d(channels, 2, 1)
        # Seventeen cells to either side are what a key can be told from.
        self.key_reach = 32

    def forward(self, notes, levels):
        """notes [batch, cells, views, 96], levels [batch, cells, parts] -> logits of chords [batch, cells, 157], bass
        [batch, cells, 13], keys [batch, cells, 24]."""
        batch, cells, views, width = notes.shape
        x = notes.reshape(batch, cells, views * width // 12, 12).permute(0, 2, 3, 1)
        y = levels.permute(0, 2, 1).unsqueeze(2).expand(-1, -1, 12, -1)
        x = F.elu(self.input(torch.cat([x, y], dim=1)))
        for block in self.blocks:
            x = x + self.dropout(F.elu(block(x)))
        pooled = x.mean(dim=2)
        chords = self.quality(x).reshape(batch, 156, cells)
        chords = torch.cat([self.no_chord(pooled), chords], dim=1).permute(0, 2, 1)
        bass = torch.cat([self.no_bass(pooled), self.bass(x).squeeze(1)], dim=1).permute(0, 2, 1)
        flat = x.reshape(batch, -1, cells)
        local = F.avg_pool1d(flat, 2 * self.key_reach + 1, 1, self.key_reach, count_include_pad=False)
        whole = flat.mean(dim=2, keepdim=True).expand(-1, -1, cells)
        context = torch.cat([local.reshape(x.shape), whole.reshape(x.shape)], dim=1)
        keys = self.key(F.elu(self.key_context(context)))
        return chords, bass, keys.reshape(batch, 24, cells).permute(0, 2, 1)


class KeyNetwork(nn.Module):
    """Local key of every cell from the chords of a whole song, equivariant under transposition."""

    DILATIONS = [1, 2, 4, 8, 16, 32, 64]

    def __init__(self, inputs=15, channels=16):
        super().__init__()
        self.input = RingConvolution(inputs, channels, 1)
        self.blocks = nn.ModuleList(RingConvolution(channels, channels, 3, d) for d in self.DILATIONS)
        self.dropout = nn.Dropout2d(0.1)
        self.context = RingConvolution(2 * channels, channels, 1)
        self.key = nn.Conv2d(channels, 2, 1)

    def forward(self, x, weight):
        """x [batch, inputs, cells, 12], weight [batch, cells], 0 after a song's end -> logits [batch, cells, 24]."""
        x = x.permute(0, 1, 3, 2)
        mask = weight[:, None, None, :]
        x = F.elu(self.input(x)) * mask
        for block in self.blocks:
            x = x + self.dropout(F.elu(block(x))) * mask
        whole = (x.sum(dim=3, keepdim=True) / mask.sum(dim=3, keepdim=True)).expand(x.shape)
        keys = self.key(F.elu(self.context(torch.cat([x, whole], dim=1))))
        return keys.reshape(x.shape[0], 24, x.shape[3]).permute(0, 2, 1)
