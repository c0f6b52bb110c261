let context: AudioContext | null = null

/** Two short notes (提示音) for an urgent matter: audible over a telephone call, never longer than half a second. */
export function playUrgentTone(): void {
  context ??= new AudioContext()
  const audio = context
  void audio.resume()
  for (const [index, frequency_Hz] of [880, 1175].entries()) {
    const start = audio.currentTime + index * 0.2
    const oscillator = audio.createOscillator()
    const gain = audio.createGain()
    oscillator.frequency.value = frequency_Hz
    gain.gain.setValueAtTime(0.0001, start)
    gain.gain.exponentialRampToValueAtTime(0.25, start + 0.02)
    gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.18)
    oscillator.connect(gain).connect(audio.destination)
    oscillator.start(start)
    oscillator.stop(start + 0.2)
  }
}
