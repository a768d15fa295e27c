// Loaded into the emulator's function processes by NODE_OPTIONS: their clock is ahead by as many milliseconds as the file
// says. The functions are the deployed ones and know nothing of it, as they would not if the machine's clock were moved.
import { readFileSync } from 'node:fs'

const real = Date
const ahead = () => {
  try {
    return Number(readFileSync(process.env.LIANBAO_CLOCK_FILE, 'utf8')) || 0
  } catch {
    return 0
  }
}

globalThis.Date = class MovedDate extends real {
  constructor(...from) {
    if (from.length === 0) super(real.now() + ahead())
    else super(...from)
  }

  static now() {
    return real.now() + ahead()
  }
}
