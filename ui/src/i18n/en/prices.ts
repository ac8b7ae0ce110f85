import type { Messages } from '../ko';

export const prices = {
  items: {
    'alb.hour': 'Load balancer (ALB)',
    'alb.lcu': 'Load balancer capacity',
    'alb.address': 'Public IP addresses of the load balancer',
    'ipv4.hour': 'Public IP addresses',
    'ec2.address': 'Public IP addresses of the instances',
    'ec2.hour': 'EC2 instance',
    'ec2.instance': 'EC2 instance',
    'ebs.gp3': 'Disk of the instance (gp3)',
    's3.storage': 'S3 storage',
    's3.requests': 'S3 requests',
    'cloudfront.requests': 'CloudFront requests',
    'cloudfront.transfer': 'CloudFront transfer',
    'cloudfront.function': 'CloudFront function calls',
    'transfer.out': 'Transfer out to the internet',
  } as Record<string, string>,
} satisfies Messages['prices'];
