import { Upload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { openFiles } from '../stores/files'
import { appText } from '../text/app'
import styles from './DropZone.module.css'

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** A file may be dropped anywhere on the page. */
export function DropZone() {
  const [over, setOver] = useState(false)
  useEffect(() => {
    // dragenter and dragleave come in pairs for every element crossed.
    let depth = 0
    const settle = (change: number) => {
      depth = Math.max(0, depth + change)
      setOver(depth > 0)
    }
    const onEnter = (event: DragEvent) => {
      if (holdsFiles(event)) settle(1)
    }
    const onLeave = (event: DragEvent) => {
      if (holdsFiles(event)) settle(-1)
    }
    const onOver = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      settle(-depth)
      openFiles([...(event.dataTransfer?.files ?? [])])
    }
    document.addEventListener('dragenter', onEnter)
    document.addEventListener('dragleave', onLeave)
    document.addEventListener('dragover', onOver)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('dragenter', onEnter)
      document.removeEventListener('dragleave', onLeave)
      document.removeEventListener('dragover', onOver)
      document.removeEventListener('drop', onDrop)
    }
  }, [])
  if (!over) return null
  return (
    <div className={styles.zone}>
      <div className={styles.card}>
        <Upload size={28} strokeWidth={1.5} aria-hidden />
        <strong>{appText.dropHere}</strong>
        <span>{appText.dropDetail}</span>
      </div>
    </div>
  )
}
